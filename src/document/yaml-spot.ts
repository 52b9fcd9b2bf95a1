/** Places and edits of YAML nodes. */
import type { AST } from 'yaml-eslint-parser'
import type { Edit, Origin, Place } from '../model/reading.ts'
import { removeDocument } from './edit-document.ts'
import { placeOf, type Spot } from './located.ts'
import type { Seat } from './remove-all.ts'
import { coreTag, taggedScalar, writeString } from './yaml-scalar.ts'
import { fillSlot, insertion, introducedAt, moveSlot, placeOfEmpty, removeSlots, seatOf, styleOf } from './yaml-slot.ts'
import type { Slot, YamlNode, YamlSource } from './yaml-slot.ts'

/** Without a slot, the node is no item that could be taken out. */
export class NodeSpot implements Spot {
  readonly #file: YamlSource
  readonly #node: YamlNode
  readonly slot: Slot | undefined

  constructor(file: YamlSource, node: YamlNode, slot: Slot | undefined) {
    this.#file = file
    this.#node = node
    this.slot = slot
  }

  get place(): Place {
    return placeOf(this.#node)
  }

  get source(): string {
    return this.#file.text.slice(...this.#node.range)
  }

  rewrite(value: number | string): readonly Edit[] | undefined {
    return rewriteNode(this.#file, this.#node, value)
  }

  get seat(): Seat | undefined {
    return this.slot && seatOf(this.#file, this.slot)
  }

  remove(): readonly Edit[] | undefined {
    return this.slot && removeSlots(this.#file, this.slot)
  }

  moveBefore(other: Origin): readonly Edit[] | undefined {
    return this.slot && moveBefore(this.#file, this.slot, other)
  }
}

/** The content of a document, which goes with the document. */
export class DocumentSpot extends NodeSpot {
  readonly #source: YamlSource

  constructor(file: YamlSource, node: YamlNode) {
    super(file, node, undefined)
    this.#source = file
  }

  override remove(): readonly Edit[] | undefined {
    return removeDocument(this.#source.text, this.#source.document)
  }
}

/** A slot that holds no node, such as the one behind `key:`. */
export class EmptySpot implements Spot {
  readonly source = ''
  readonly #file: YamlSource
  readonly slot: Slot

  constructor(file: YamlSource, slot: Slot) {
    this.#file = file
    this.slot = slot
  }

  get place(): Place {
    return placeOfEmpty(this.#file, this.slot)
  }

  rewrite(value: number | string): readonly Edit[] | undefined {
    return fillSlot(this.#file, this.slot, write(value, undefined))
  }

  get seat(): Seat {
    return seatOf(this.#file, this.slot)
  }

  remove(): readonly Edit[] | undefined {
    return removeSlots(this.#file, this.slot)
  }

  moveBefore(other: Origin): readonly Edit[] | undefined {
    return moveBefore(this.#file, this.slot, other)
  }
}

function moveBefore(file: YamlSource, slot: Slot, other: Origin): readonly Edit[] | undefined {
  const before = other instanceof NodeSpot || other instanceof EmptySpot ? other.slot : undefined
  return before && moveSlot(file, slot, before)
}

function rewriteNode(file: YamlSource, node: YamlNode, value: number | string): readonly Edit[] | undefined {
  if (node.type === 'YAMLScalar') return [{ range: node.range, text: write(value, node) }]
  if (node.type === 'YAMLWithMeta') return rewriteWithMeta(file, node, value)
  // What the node holds goes, so nothing may still point into it.
  if (file.anchors.usedBehind(node.range)) return undefined
  const text = write(value, undefined)
  const introduced = isBlock(node) ? introducedAt(file.text, node) : undefined
  // Block content may start at a column where a scalar may not.
  if (introduced === undefined) return [{ range: node.range, text }]
  return [{ range: [introduced, node.range[1]], text: ` ${text}` }]
}

/** Edits that put a list of a string and more in its place. */
export function listWith(node: AST.YAMLScalar, texts: readonly string[]): readonly Edit[] | undefined {
  // An anchor or tag in front would be that of the list.
  if (node.parent.type === 'YAMLWithMeta') return undefined
  const items = [String(node.value), ...texts].map((text) => writeString(text, node.style))
  return [{ range: node.range, text: `[${items.join(', ')}]` }]
}

function rewriteWithMeta(file: YamlSource, node: AST.YAMLWithMeta, value: number | string) {
  const { anchor, tag, value: content } = node
  if (!tag) return [insertion(node.range[1], ` ${write(value, undefined)}`)]
  const core = coreTag(tag)
  if (core !== undefined && (content === null || content.type === 'YAMLScalar')) {
    const text = writeUnder(taggedScalar(node, core)?.value, value, content)
    if (text === undefined) return undefined
    return content ? [{ range: content.range, text }] : [insertion(node.range[1], ` ${text}`)]
  }
  if (content && file.anchors.usedBehind(content.range)) return undefined
  const text = write(value, undefined)
  return [{ range: node.range, text: anchor ? `&${anchor.name} ${text}` : text }]
}

/** The text of a new value; a string stays a string, and is quoted as the one before it or else as its key. */
function write(value: number | string, old: AST.YAMLScalar | undefined): string {
  if (typeof old?.value === 'string') return writeString(String(value), old.style)
  const key = old?.parent.type === 'YAMLPair' ? old.parent.key : null
  return typeof value === 'number' ? String(value) : writeString(value, styleOf(key))
}

/** The text of a new value that a tag goes on to stand for; `undefined` if it is not of the tag's type. */
function writeUnder(old: unknown, value: number | string, content: AST.YAMLScalar | null): string | undefined {
  if (typeof old === 'string') return writeString(String(value), content?.style)
  return typeof old === 'number' && typeof value === 'number' ? String(value) : undefined
}

function isBlock(node: AST.YAMLContent): boolean {
  return node.type !== 'YAMLAlias' && node.type !== 'YAMLScalar' && node.style === 'block'
}
