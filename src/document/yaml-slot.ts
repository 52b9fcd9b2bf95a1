/** Where a YAML node sits: what introduces it, and what goes when it is taken out. */
import type { AST } from 'yaml-eslint-parser'
import type { Edit, Place } from '../model/reading.ts'
import { appendBlockItems, appendBlockMember, appendFlowItems, appendFlowMember } from './edit-append.ts'
import { emptyBlock, removeBlockItem } from './edit-block.ts'
import { removeFlowItem } from './edit-flow.ts'
import { moveBlockItem, moveFlowItem } from './edit-move.ts'
import { placeOf } from './located.ts'
import type { Seat } from './remove-all.ts'
import { firstIndex } from './search.ts'
import { skipTrivia, type Range } from './text.ts'
import type { Anchors } from './yaml-anchors.ts'
import { writeString } from './yaml-scalar.ts'

export type YamlNode = AST.YAMLContent | AST.YAMLWithMeta

/** The document that nodes belong to. */
export interface YamlSource {
  readonly text: string
  readonly document: AST.YAMLDocument
  readonly anchors: Anchors
}

/** The item, or the half of a member, that a node fills. */
export type Slot =
  | { readonly in: 'key' | 'value'; readonly parent: AST.YAMLMapping; readonly index: number }
  | { readonly in: 'item'; readonly parent: AST.YAMLSequence; readonly index: number }

/** The item or the member as one that may be taken out together with its neighbours. */
export function seatOf(source: YamlSource, slot: Slot): Seat {
  const { parent, index } = slot
  return { among: parent, index, removeThrough: (last) => removeSlots(source, slot, last) }
}

/** Edits that take out the item or the whole member, and those behind it up to the last. */
export function removeSlots(source: YamlSource, { parent, index }: Slot, last = index): readonly Edit[] | undefined {
  const { text, anchors } = source
  const [start, end] = [rangeAt(text, parent, index)?.[0], rangeAt(text, parent, last)?.[1]]
  if (start === undefined || end === undefined) return undefined
  const range: Range = [start, end]
  if (anchors.usedBehind(range)) return undefined
  const previous = rangeAt(text, parent, index - 1)
  if (parent.style === 'flow') return removeFlowItem(text, 'yaml', { range, container: parent.range, previous })
  const next = rangeAt(text, parent, last + 1)
  if (previous || next) return removeBlockItem(text, range, next?.[0])
  return emptyBlock(text, parent.range, introducedAt(text, parent), parent.type === 'YAMLSequence' ? '[]' : '{}')
}

/** Edits that move an item in front of an earlier one of the same sequence. */
export function moveSlot(source: YamlSource, slot: Slot, other: Slot): readonly Edit[] | undefined {
  const { parent, index } = slot
  if (slot.in !== 'item' || other.parent !== parent || other.index >= index) return undefined
  const { text, anchors } = source
  const range = rangeAt(text, parent, index)
  const previous = rangeAt(text, parent, index - 1)
  const to = rangeAt(text, parent, other.index)?.[0]
  if (!range || !previous || to === undefined || !anchors.surviveMove(range, to)) return undefined
  return parent.style === 'flow'
    ? moveFlowItem(text, 'yaml', { range, container: parent.range, previous }, to)
    : moveBlockItem(text, range, previous, to)
}

/** Edits that add a member to a map. */
export function appendMember(
  { text }: YamlSource,
  map: AST.YAMLMapping,
  key: string,
  value: number | string,
): readonly Edit[] | undefined {
  const pair = map.pairs.at(-1)
  // Without a model, quotes: a file of JSON may be read as YAML.
  const style = pair ? styleOf(pair.key) : 'double-quoted'
  const written = [
    writeString(key, style),
    typeof value === 'number' ? String(value) : writeString(value, style),
  ] as const
  const last = pair && { range: pair.range, key: pair.key?.range, value: pair.value?.range }
  if (map.style === 'flow') return appendFlowMember(text, 'yaml', map.range, last, written)
  return pair && last && appendBlockMember(text, last, pair.loc.start.column, written)
}

/** Edits that add strings to a list. */
export function appendItems(
  { text }: YamlSource,
  list: AST.YAMLSequence,
  texts: readonly string[],
): readonly Edit[] | undefined {
  const model = list.entries.at(-1)
  const style = model?.type === 'YAMLScalar' ? model.style : 'double-quoted'
  const written = texts.map((each) => writeString(each, style))
  const [last, previous] = [-1, -2].map((place) => rangeAt(text, list, list.entries.length + place))
  if (list.style === 'flow') return appendFlowItems(text, 'yaml', list.range, { last, previous }, written)
  return last && appendBlockItems(text, last, list.loc.start.column, written)
}

/** How a key is quoted. */
export function styleOf(key: YamlNode | null): AST.YAMLScalar['style'] {
  return key?.type === 'YAMLScalar' ? key.style : 'plain'
}

/** The offset behind the colon, dash, anchor or tag before a node; `undefined` where nothing introduces it. */
export function introducedAt(text: string, node: YamlNode): number | undefined {
  const { parent } = node
  switch (parent.type) {
    case 'YAMLWithMeta':
      return Math.max(parent.anchor?.range[1] ?? 0, parent.tag?.range[1] ?? 0)
    case 'YAMLPair':
      return node === parent.value ? colonOf(text, parent) : undefined
    case 'YAMLSequence':
      return parent.style === 'block' ? dashBefore(text, parent, node) : undefined
    case 'YAMLDocument':
      return undefined
  }
}

/** Edits that write into a slot without a node, such as the one behind `key:`. */
export function fillSlot({ text }: YamlSource, slot: Slot, written: string): readonly Edit[] | undefined {
  if (slot.in === 'key') return undefined
  if (slot.in === 'item') {
    const range = rangeAt(text, slot.parent, slot.index)
    return range && [insertion(range[1], ` ${written}`)]
  }
  const pair = slot.parent.pairs[slot.index]
  if (!pair) return undefined
  const colon = colonOf(text, pair)
  if (colon !== undefined) return [insertion(colon, ` ${written}`)]
  // In `{a, b}` the colon is missing too; behind `? a` it would need a line of its own.
  return text[pair.range[0]] === '?' ? undefined : [insertion(pair.range[1], `: ${written}`)]
}

/** Where to report on a slot without a node: its other half, or its dash. */
export function placeOfEmpty({ text, document }: YamlSource, slot: Slot): Place {
  if (slot.in !== 'item') {
    const pair = slot.parent.pairs[slot.index]
    return placeOf(pair?.key ?? pair ?? slot.parent)
  }
  const range = rangeAt(text, slot.parent, slot.index) ?? slot.parent.range
  return placeOf(tokenAt(document.parent.tokens, range[0]) ?? slot.parent)
}

export function insertion(at: number, text: string): Edit {
  return { range: [at, at], text }
}

/** The range of an item from its dash on, or of a member; `undefined` where there is none. */
function rangeAt(text: string, parent: AST.YAMLMapping | AST.YAMLSequence, index: number): Range | undefined {
  if (parent.type === 'YAMLMapping') return parent.pairs[index]?.range
  const entry = parent.entries[index]
  if (parent.style === 'flow') return entry?.range
  const dash = dashesOf(text, parent)[index]
  return dash === undefined ? undefined : [dash, entry?.range[1] ?? dash + 1]
}

const dashes = new WeakMap<AST.YAMLSequence, readonly number[]>()

/** The offsets of a block sequence's dashes: the tree has no node for an item without content. */
function dashesOf(text: string, sequence: AST.YAMLBlockSequence): readonly number[] {
  let found = dashes.get(sequence)
  if (!found) {
    let end = sequence.range[0]
    found = sequence.entries.map((entry) => {
      const dash = skipTrivia(text, end, 'yaml')
      end = entry?.range[1] ?? dash + 1
      return dash
    })
    dashes.set(sequence, found)
  }
  return found
}

function dashBefore(text: string, sequence: AST.YAMLBlockSequence, node: YamlNode): number | undefined {
  const offsets = dashesOf(text, sequence)
  const dash = offsets[firstIndex(offsets, (offset) => offset > node.range[0]) - 1]
  return dash === undefined ? undefined : dash + 1
}

/** The offset behind a member's colon, if it has one. */
function colonOf(text: string, { key, range }: AST.YAMLPair): number | undefined {
  const colon = skipTrivia(text, key?.range[1] ?? range[0], 'yaml')
  return colon < range[1] && text[colon] === ':' ? colon + 1 : undefined
}

/** Tokens stand in the order of the text. */
function tokenAt(tokens: readonly AST.Token[], offset: number): AST.Token | undefined {
  return tokens[firstIndex(tokens, (token) => token.range[0] >= offset)]
}
