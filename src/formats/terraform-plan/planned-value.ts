/**
 * Values of plans and states. Such a file tells what Terraform did or will do: nobody edits it there.
 * What a plan does not know yet is opaque, wherever it is missing.
 */
import type { Entry, MapValue, OpaqueValue, ScalarValue, SequenceValue, Value } from '../../document/value.ts'
import { fixedOrigin, type Origin, type Place } from '../../model/reading.ts'
import { type Element, isUnknown, itemPlan, markedMembers, memberPlan, type ValuePlan } from './value-plan.ts'

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
  readonly plan: ValuePlan

  constructor(place: Place, plan: ValuePlan) {
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

  listWith(): undefined {
    return undefined
  }
}

class PlannedSequence extends Generated implements SequenceValue {
  readonly kind = 'sequence'
  readonly #written: SequenceValue
  readonly #plan: ValuePlan

  constructor(written: SequenceValue, plan: ValuePlan) {
    super(written.place)
    this.#written = written
    this.#plan = plan
  }

  get source(): string {
    return this.#written.source
  }

  get items(): readonly Value[] {
    const { items } = this.#written
    const plans = items.map((_, index) => itemPlan(this.#plan, index, items.length))
    const elements = elementsOf(items, plans)
    return items.flatMap((item, index) => {
      const plan = plans[index] ?? this.#plan
      const element = elements.get(item)
      const own = element ? { ...plan, expression: this.#plan.expression, element } : plan
      return plannedValue(item, own, this.place) ?? []
    })
  }

  append(): undefined {
    return undefined
  }
}

/** The scalars that are not known yet, of a list whose expression is one for all of them. */
function elementsOf(items: readonly Value[], plans: readonly ValuePlan[]): ReadonlyMap<Value, Element> {
  const unknown = items.filter((item, index) => {
    const plan = plans[index]
    return plan !== undefined && plan.expression === undefined && isUnknown(item, plan)
  })
  return new Map(unknown.map((item, index) => [item, { index, count: unknown.length }]))
}

/** The values of a resource or block, reported at `place`; all of them are unknown where `written` is no object. */
export class PlannedMap extends Generated implements MapValue {
  readonly kind = 'map'
  readonly #written: MapValue | undefined
  readonly #plan: ValuePlan

  constructor(written: Value | undefined, plan: ValuePlan, place: Place) {
    super(place)
    this.#written = written?.kind === 'map' ? written : undefined
    this.#plan = this.#written ? plan : { ...plan, unknown: 'all' }
  }

  get source(): string {
    return this.#written?.source ?? ''
  }

  get entries(): readonly Entry[] {
    const keys = new Set([...(this.#written?.entries ?? []), ...markedMembers(this.#plan)].map(({ key }) => key))
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
function plannedValue(written: Value | undefined, plan: ValuePlan, place: Place): Value | undefined {
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
