/**
 * Values of plans and states. Such a file tells what Terraform did or will do: nobody edits it there.
 * What a plan does not know yet is opaque, wherever it is missing.
 */
import type { Entry, MapValue, OpaqueValue, ScalarValue, SequenceValue, Value } from '../../document/value.ts'
import { fixedOrigin, type Origin, type Place } from '../../model/reading.ts'
import { memberOf } from './members.ts'
import type { ModuleInstance } from './module-instance.ts'

/** What a plan tells of a value besides the value. */
export interface Plan {
  /** Its part of `after_unknown`: `true`, or an object or list like the value. */
  readonly unknown: Unknown
  /** Its part of the configuration: what it refers to. */
  readonly expression: Value | undefined
  readonly module: ModuleInstance
}

/** `all` where the file tells of no value; `unlisted` where it does not list what is unknown. */
type Unknown = Value | 'all' | 'unlisted' | undefined

abstract class Generated implements Origin {
  readonly place: Place
  readonly rewrite = nothing
  readonly remove = nothing
  readonly moveBefore = nothing

  constructor(place: Place) {
    this.place = place
  }
}

function nothing(): undefined {
  return undefined
}

/** A value that only a run of Terraform settles. */
export class UnknownValue extends Generated implements OpaqueValue {
  readonly kind = 'opaque'
  /** As Terraform prints it. */
  readonly source = '(known after apply)'
  readonly plan: Plan

  constructor(place: Place, plan: Plan) {
    super(place)
    this.plan = plan
  }
}

class PlannedScalar extends Generated implements ScalarValue {
  readonly kind = 'scalar'
  readonly value: ScalarValue['value']
  readonly source: string

  constructor({ place, value, source }: ScalarValue) {
    super(place)
    this.value = value
    this.source = source
  }
}

class PlannedSequence extends Generated implements SequenceValue {
  readonly kind = 'sequence'
  readonly #written: SequenceValue
  readonly #plan: Plan

  constructor(written: SequenceValue, plan: Plan) {
    super(written.place)
    this.#written = written
    this.#plan = plan
  }

  get source(): string {
    return this.#written.source
  }

  get items(): readonly Value[] {
    const { items } = this.#written
    return items.flatMap(
      (item, index) => plannedValue(item, itemPlan(this.#plan, index, items.length), this.place) ?? [],
    )
  }
}

/** The values of a resource or block, reported at `place`; all of them are unknown where `written` is no object. */
export class PlannedMap extends Generated implements MapValue {
  readonly kind = 'map'
  readonly #written: MapValue | undefined
  readonly #plan: Plan

  constructor(written: Value | undefined, plan: Plan, place: Place) {
    super(place)
    this.#written = written?.kind === 'map' ? written : undefined
    this.#plan = this.#written ? plan : { ...plan, unknown: 'all' }
  }

  get source(): string {
    return this.#written?.source ?? ''
  }

  get entries(): readonly Entry[] {
    const { unknown } = this.#plan
    const marked = typeof unknown === 'object' && unknown.kind === 'map' ? unknown.entries : []
    const keys = new Set([...(this.#written?.entries ?? []), ...marked].map(({ key }) => key))
    return [...keys].flatMap((key) => this.get(key) ?? [])
  }

  get(key: string): Entry | undefined {
    const written = this.#written?.get(key)
    const value = plannedValue(written?.value, memberPlan(this.#plan, key), this.place)
    return value && { key, label: fixedOrigin(written?.label.place ?? this.place), value }
  }

  all(key: string): readonly Entry[] {
    return [this.get(key)].filter((entry) => entry !== undefined)
  }

  slot(): Origin {
    return fixedOrigin(this.place)
  }
}

/** A value as planned; `undefined` where it is missing and not unknown either. */
function plannedValue(written: Value | undefined, plan: Plan, place: Place): Value | undefined {
  if (isUnknown(written, plan)) return new UnknownValue(written?.place ?? place, plan)
  switch (written?.kind) {
    case undefined:
      return undefined
    case 'scalar':
      return new PlannedScalar(written)
    case 'sequence':
      return new PlannedSequence(written, plan)
    case 'map':
      return new PlannedMap(written, plan, written.place)
    case 'opaque':
    case 'tagged':
      return new UnknownValue(written.place, { ...plan, expression: undefined })
  }
}

function isUnknown(written: Value | undefined, { unknown, expression }: Plan): boolean {
  const isMissing = written === undefined || (written.kind === 'scalar' && written.value === null)
  if (unknown === undefined || unknown === 'all') return unknown === 'all'
  // A value that the configuration computes is missing only where it is unknown.
  if (unknown === 'unlisted')
    return isMissing && expression?.kind === 'map' && expression.get('references') !== undefined
  if (unknown.kind === 'scalar') return unknown.value === true
  return isMissing && (unknown.kind === 'map' ? unknown.entries.length > 0 : true)
}

function memberPlan(plan: Plan, key: string): Plan {
  const { unknown, expression } = plan
  return {
    ...plan,
    unknown: typeof unknown === 'object' ? memberOf(unknown, key) : unknown,
    expression: memberOf(expression, key),
  }
}

function itemPlan(plan: Plan, index: number, length: number): Plan {
  const { unknown, expression } = plan
  // `dynamic` blocks have no expressions: where there are some, nothing tells which block is whose.
  const isAligned = expression?.kind === 'sequence' && expression.items.length === length
  return {
    ...plan,
    unknown: typeof unknown === 'object' ? itemOf(unknown, index) : unknown,
    expression: isAligned ? expression.items[index] : undefined,
  }
}

function itemOf(value: Value, index: number): Value | undefined {
  return value.kind === 'sequence' ? value.items[index] : undefined
}
