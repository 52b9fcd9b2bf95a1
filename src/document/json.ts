/** Values of a JSON syntax tree, whichever parser made it. */
import type { Edit, Origin, Place, Position } from '../model/reading.ts'
import { appendFlowItems, appendFlowMember } from './edit-append.ts'
import { removeFlowItem, type FlowItem } from './edit-flow.ts'
import { moveFlowItem } from './edit-move.ts'
import { fixedSpot, LocatedEntry, LocatedMap, LocatedOpaque, LocatedScalar, LocatedSequence } from './located.ts'
import type { Spot } from './located.ts'
import type { Seat } from './remove-all.ts'
import type { Range } from './text.ts'
import type { ScalarValue, Value } from './value.ts'

/** A node that has its range, or offsets in its location. */
export interface JsonNode {
  readonly range?: Range
  readonly loc: { readonly start: Position; readonly end: Position }
}

/** What a node holds. Holes of arrays are `null`. */
export type Shape<N> =
  | { readonly kind: 'map'; readonly members: () => readonly Member<N>[] }
  | { readonly kind: 'opaque' }
  | { readonly kind: 'scalar'; readonly value: ScalarValue['value'] }
  | { readonly kind: 'sequence'; readonly items: () => readonly (N | null)[] }

export interface Member<N> {
  readonly key: string
  readonly label: JsonNode
  readonly value: N
  readonly whole: JsonNode
}

/** The text of the nodes, and the file that it stands in, as {@link Place} has it. */
export interface JsonSource {
  readonly text: string
  readonly file?: string
}

/** The list or map that a node is taken out of. */
interface Slot {
  readonly in: 'list' | 'map'
  readonly container: JsonNode
  readonly siblings: readonly (JsonNode | null)[]
  readonly index: number
}

/** The value of a root, by way of what its parser's nodes hold. */
export function readJson<N extends JsonNode>(source: JsonSource, root: N, shapeOf: (node: N) => Shape<N>): Value {
  return valueOf(root)

  function valueOf(node: N, slot?: Slot): Value {
    const shape = shapeOf(node)
    const spot = new JsonSpot(source, node, slot, shape.kind === 'scalar' && typeof shape.value === 'string')
    switch (shape.kind) {
      case 'map':
        return new LocatedMap(
          spot,
          () => ({ own: entriesOf(node, shape.members()), merged: [] }),
          (key, written) => append(node, shape.members().at(-1), key, written),
        )
      case 'sequence':
        return new LocatedSequence(
          spot,
          () => itemsOf(node, shape.items()),
          (texts) => appendItems(node, shape.items(), texts),
        )
      case 'scalar':
        return new LocatedScalar(spot, shape.value, (texts) => spot.listWith(texts))
      case 'opaque':
        return new LocatedOpaque(spot)
    }
  }

  function append(
    map: N,
    last: Member<N> | undefined,
    key: string,
    value: number | string,
  ): readonly Edit[] | undefined {
    const model = last && { range: rangeOf(last.whole), key: rangeOf(last.label), value: rangeOf(last.value) }
    const written = [JSON.stringify(key), JSON.stringify(value)] as const
    return editsIn(source, appendFlowMember(source.text, 'json', rangeOf(map), model, written))
  }

  function appendItems(list: N, items: readonly (N | null)[], texts: readonly string[]): readonly Edit[] | undefined {
    const [previous, last] = items.length > 1 ? items.slice(-2) : [undefined, items[0]]
    // A hole has no place to write behind.
    if (previous === null || last === null) return undefined
    const ranges = { last: last && rangeOf(last), previous: previous && rangeOf(previous) }
    const written = texts.map((each) => JSON.stringify(each))
    return editsIn(source, appendFlowItems(source.text, 'json', rangeOf(list), ranges, written))
  }

  function entriesOf(container: N, members: readonly Member<N>[]) {
    const siblings = members.map((member) => member.whole)
    return members.map(({ key, label, value }, index) => {
      const slot: Slot = { in: 'map', container, siblings, index }
      return new LocatedEntry(key, new JsonSpot(source, label, slot, true), () => valueOf(value, slot))
    })
  }

  function itemsOf(container: N, siblings: readonly (N | null)[]): Value[] {
    return siblings.map((item, index) =>
      item
        ? valueOf(item, { in: 'list', container, siblings, index })
        : new LocatedOpaque(fixedSpot(placeIn(source, container), '')),
    )
  }
}

class JsonSpot implements Spot {
  readonly #source: JsonSource
  readonly #node: JsonNode
  readonly #slot: Slot | undefined
  readonly #isString: boolean

  constructor(source: JsonSource, node: JsonNode, slot: Slot | undefined, isString: boolean) {
    this.#source = source
    this.#node = node
    this.#slot = slot
    this.#isString = isString
  }

  get place(): Place {
    return placeIn(this.#source, this.#node)
  }

  get source(): string {
    return this.#source.text.slice(...rangeOf(this.#node))
  }

  rewrite(value: number | string): readonly Edit[] | undefined {
    const text = this.#written(this.#isString ? String(value) : value)
    return editsIn(this.#source, [{ range: rangeOf(this.#node), text }])
  }

  /** A value as it is written in place of this one. */
  #written(value: number | string): string {
    const written = JSON.stringify(value)
    return this.source.startsWith("'") ? singleQuoted(written) : written
  }

  listWith(texts: readonly string[]): readonly Edit[] | undefined {
    const items = [this.source, ...texts.map((text) => this.#written(text))]
    return editsIn(this.#source, [{ range: rangeOf(this.#node), text: `[${items.join(', ')}]` }])
  }

  get seat(): Seat | undefined {
    const slot = this.#slot
    if (!slot) return undefined
    const { siblings, index } = slot
    return { among: siblings, index, removeThrough: (last) => removeSlots(this.#source, slot, last) }
  }

  remove(): readonly Edit[] | undefined {
    return this.#slot && removeSlots(this.#source, this.#slot, this.#slot.index)
  }

  moveBefore(other: Origin): readonly Edit[] | undefined {
    const [slot, before] = [this.#slot, other instanceof JsonSpot ? other.#slot : undefined]
    if (!slot || slot.in !== 'list' || before?.siblings !== slot.siblings || before.index >= slot.index)
      return undefined
    const [item, to] = [flowItemOf(slot), flowItemOf(before)]
    return item && to && editsIn(this.#source, moveFlowItem(this.#source.text, 'json', item, to.range[0]))
  }
}

function removeSlots(source: JsonSource, slot: Slot, last: number): readonly Edit[] | undefined {
  const [item, end] = [flowItemOf(slot), flowItemOf({ ...slot, index: last })?.range[1]]
  if (!item || end === undefined) return undefined
  return editsIn(source, removeFlowItem(source.text, 'json', { ...item, range: [item.range[0], end] }))
}

function placeIn({ file }: JsonSource, node: JsonNode): Place {
  const place = { loc: node.loc, range: rangeOf(node) }
  return file === undefined ? place : { ...place, file }
}

function editsIn({ file }: JsonSource, edits: readonly Edit[] | undefined): readonly Edit[] | undefined {
  return file === undefined ? edits : edits?.map((edit) => ({ ...edit, file }))
}

function flowItemOf({ container, siblings, index }: Slot): FlowItem | undefined {
  const item = siblings[index]
  if (!item) return undefined
  let before = index - 1
  while (siblings[before] === null) before--
  const previous = siblings[before]
  return {
    range: rangeOf(item),
    container: rangeOf(container),
    previous: previous ? rangeOf(previous) : undefined,
  }
}

/** The same string between single quotes, as JSON5 allows. */
function singleQuoted(written: string): string {
  return `'${written
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", String.raw`\'`)}'`
}

function rangeOf({ range, loc }: JsonNode): Range {
  return range ?? [offsetOf(loc.start), offsetOf(loc.end)]
}

/** Momoa keeps offsets in positions, and ranges in some of its nodes only. */
function offsetOf(position: Position & { readonly offset?: number }): number {
  return position.offset ?? 0
}
