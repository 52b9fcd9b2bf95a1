/** The values of every tree: data that is made when it is first asked for, at a spot that the tree's reader provides. */
import { addTo } from '../model/add-to.ts'
import { fixedOrigin, type Edit, type Origin, type Place, type Position } from '../model/reading.ts'
import type { Seat, Seated } from './remove-all.ts'
import type { Range } from './text.ts'
import type { Entry, MapValue, OpaqueValue, ScalarValue, SequenceValue, TaggedValue, Value } from './value.ts'

/** A value without its data. */
export interface Spot extends Seated {
  readonly source: string
}

/** The members of a map: those that it writes itself, and those that it merges from others. */
export interface Members {
  readonly own: readonly Entry[]
  readonly merged: readonly Entry[]
}

/** Edits that add a member behind the last one of a map; `undefined` where no safe edit exists. */
export type Append = (key: string, value: number | string) => readonly Edit[] | undefined

/** Edits that add strings behind the last item of a sequence, or behind a string; `undefined` where no safe edit exists. */
export type AppendItems = (texts: readonly string[]) => readonly Edit[] | undefined

/** The place that a parser's node tells of itself. */
export function placeOf(node: { readonly loc: { start: Position; end: Position }; readonly range: Range }): Place {
  return { loc: node.loc, range: node.range }
}

/** A spot that no edit may touch. */
export function fixedSpot(place: Place, source: string): Spot {
  return { ...fixedOrigin(place), source }
}

abstract class Located implements Spot {
  readonly #spot: Spot

  constructor(spot: Spot) {
    this.#spot = spot
  }

  get place(): Place {
    return this.#spot.place
  }

  get source(): string {
    return this.#spot.source
  }

  get seat(): Seat | undefined {
    return this.#spot.seat
  }

  rewrite(value: number | string): readonly Edit[] | undefined {
    return this.#spot.rewrite(value)
  }

  remove(): readonly Edit[] | undefined {
    return this.#spot.remove()
  }

  moveBefore(other: Origin): readonly Edit[] | undefined {
    return this.#spot.moveBefore(other instanceof Located ? other.#spot : other)
  }
}

export class LocatedMap extends Located implements MapValue {
  readonly kind = 'map'
  readonly #entries: () => readonly Entry[]
  readonly #byKey: () => ReadonlyMap<string, readonly Entry[]>
  readonly #append: Append

  constructor(spot: Spot, members: () => Members, append: Append) {
    super(spot)
    this.#append = append
    const made = once(members)
    this.#entries = once(() => [...made().own, ...made().merged])
    this.#byKey = once(() => indexByKey(made()))
  }

  get entries(): readonly Entry[] {
    return this.#entries()
  }

  get(key: string): Entry | undefined {
    return this.all(key).at(-1)
  }

  all(key: string): readonly Entry[] {
    return this.#byKey().get(key) ?? []
  }

  slot(key: string): Origin {
    const rewrite = (value: number | string): readonly Edit[] | undefined => this.#append(key, value)
    return this.get(key)?.value ?? { ...fixedOrigin(this.place), rewrite }
  }
}

export class LocatedSequence extends Located implements SequenceValue {
  readonly kind = 'sequence'
  readonly #items: () => readonly Value[]
  readonly #append: AppendItems

  constructor(spot: Spot, items: () => readonly Value[], append: AppendItems) {
    super(spot)
    this.#items = once(items)
    this.#append = append
  }

  get items(): readonly Value[] {
    return this.#items()
  }

  append(texts: readonly string[]): readonly Edit[] | undefined {
    return this.#append(texts)
  }
}

export class LocatedScalar extends Located implements ScalarValue {
  readonly kind = 'scalar'
  readonly value: ScalarValue['value']
  readonly #listWith: AppendItems

  /** `listWith` is for a string. */
  constructor(spot: Spot, value: ScalarValue['value'], listWith: AppendItems = () => undefined) {
    super(spot)
    this.value = value
    this.#listWith = listWith
  }

  listWith(texts: readonly string[]): readonly Edit[] | undefined {
    return typeof this.value === 'string' ? this.#listWith(texts) : undefined
  }
}

export class LocatedTagged extends Located implements TaggedValue {
  readonly kind = 'tagged'
  readonly tag: string
  readonly #content: () => Value

  constructor(spot: Spot, tag: string, content: () => Value) {
    super(spot)
    this.tag = tag
    this.#content = once(content)
  }

  get content(): Value {
    return this.#content()
  }
}

export class LocatedOpaque extends Located implements OpaqueValue {
  readonly kind = 'opaque'
}

export class LocatedEntry implements Entry {
  readonly key: string
  readonly label: Origin
  readonly #value: () => Value

  constructor(key: string, label: Origin, value: () => Value) {
    this.key = key
    this.label = label
    this.#value = once(value)
  }

  get value(): Value {
    return this.#value()
  }
}

function indexByKey({ own, merged }: Members): ReadonlyMap<string, readonly Entry[]> {
  const index = new Map<string, Entry[]>()
  for (const entry of own) addTo(index, entry.key, entry)
  for (const entry of merged) if (!index.has(entry.key)) index.set(entry.key, [entry])
  return index
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
