/** Values of a YAML syntax tree, with aliases and merge keys unfolded. */
import type { AST } from 'yaml-eslint-parser'
import { Budget } from './budget.ts'
import {
  fixedSpot,
  LocatedEntry,
  LocatedMap,
  LocatedOpaque,
  LocatedScalar,
  LocatedSequence,
  LocatedTagged,
  placeOf,
} from './located.ts'
import type { Spot } from './located.ts'
import type { Entry, Value } from './value.ts'
import { Anchors } from './yaml-anchors.ts'
import { isMerge, merge, type Merge, type Written } from './yaml-merge.ts'
import { coreTag, taggedScalar } from './yaml-scalar.ts'
import { appendItems, appendMember, type Slot, type YamlNode, type YamlSource } from './yaml-slot.ts'
import { DocumentSpot, EmptySpot, listWith, NodeSpot } from './yaml-spot.ts'

/** The values of all documents that hold one. */
export function readYaml(text: string, program: AST.YAMLProgram): readonly Value[] {
  const budget = new Budget(text)
  return program.body.flatMap((document) =>
    document.content ? [new YamlReader(text, document, budget).readRoot(document.content)] : [],
  )
}

/**
 * Where a value that stands elsewhere is used: the alias that names it, or the map that merges it in.
 * Everything in that value is reported there, and nothing is edited.
 */
type Via = AST.YAMLAlias | AST.YAMLMapping | undefined

type Content = Exclude<YamlNode, AST.YAMLAlias>

/** A node that may be merged from. */
interface Source {
  readonly node: YamlNode | null
  readonly via: Via
}

class YamlReader implements YamlSource {
  readonly text: string
  readonly document: AST.YAMLDocument
  readonly anchors: Anchors
  readonly #budget: Budget

  constructor(text: string, document: AST.YAMLDocument, budget: Budget) {
    this.text = text
    this.document = document
    this.anchors = new Anchors(document)
    this.#budget = budget
  }

  readRoot(node: YamlNode): Value {
    if (node.type === 'YAMLAlias') return this.read(node)
    const content = withoutAnchor(node)
    return this.#build(content, new DocumentSpot(this, content), undefined)
  }

  read(node: YamlNode, slot?: Slot, via?: Via): Value {
    if (node.type !== 'YAMLAlias') {
      const content = withoutAnchor(node)
      return this.#build(content, this.#spot(content, slot, via), via)
    }
    const item = this.#spot(node, slot, via)
    const target = this.#unfold(node)
    if (!target) return new LocatedOpaque(item)
    const content = withoutAnchor(target)
    const shared = via ?? node
    const spot = { ...this.#spot(content, undefined, shared), seat: item.seat, remove: () => item.remove() }
    return this.#build(content, spot, shared)
  }

  #child(node: YamlNode | null, slot: Slot, via: Via): Value {
    if (node) return this.read(node, slot, via)
    return new LocatedScalar(via ? fixedSpot(placeOf(via), '') : new EmptySpot(this, slot), null)
  }

  #spot(node: YamlNode, slot: Slot | undefined, via: Via): Spot {
    const spot = new NodeSpot(this, node, slot)
    return via ? fixedSpot(placeOf(via), spot.source) : spot
  }

  /** What an alias stands for, while the budget lasts. */
  #unfold(alias: AST.YAMLAlias): AST.YAMLWithMeta | undefined {
    const target = this.anchors.target(alias)
    return target && this.#budget.take(1) ? target : undefined
  }

  #build(content: Content, spot: Spot, via: Via): Value {
    switch (content.type) {
      case 'YAMLWithMeta':
        return content.tag ? this.#tagged(content, content.tag, spot, via) : new LocatedScalar(spot, null)
      case 'YAMLScalar':
        return new LocatedScalar(spot, content.value, (texts) => (via ? undefined : listWith(content, texts)))
      case 'YAMLMapping':
        return this.#affords(content, via)
          ? new LocatedMap(
              spot,
              () => merge(this.#written(content, via), (next) => this.#expand(next, content)),
              (key, value) => (via ? undefined : appendMember(this, content, key, value)),
            )
          : new LocatedOpaque(spot)
      case 'YAMLSequence':
        return this.#affords(content, via)
          ? new LocatedSequence(
              spot,
              () => this.#items(content, via),
              (texts) => (via ? undefined : appendItems(this, content, texts)),
            )
          : new LocatedOpaque(spot)
    }
  }

  #tagged(node: AST.YAMLWithMeta, tag: AST.YAMLTag, spot: Spot, via: Via): Value {
    const core = coreTag(tag)
    const content = node.value
    if (core === undefined) {
      const empty = fixedSpot(spot.place, '')
      return new LocatedTagged(spot, tag.raw, () =>
        content ? this.read(content, undefined, via) : new LocatedScalar(empty, null),
      )
    }
    if (content?.type === 'YAMLMapping' || content?.type === 'YAMLSequence') {
      const expected = content.type === 'YAMLMapping' ? 'map' : 'seq'
      return core === expected ? this.#build(content, spot, via) : new LocatedOpaque(spot)
    }
    const scalar = taggedScalar(node, core)
    return scalar ? new LocatedScalar(spot, scalar.value) : new LocatedOpaque(spot)
  }

  #items(parent: AST.YAMLSequence, via: Via): readonly Value[] {
    return parent.entries.map((entry, index) => this.#child(entry, { in: 'item', parent, index }, via))
  }

  /** Members whose key is a collection have no name to be asked for: they are left out. */
  #written(parent: AST.YAMLMapping, via: Via): Written<Source> {
    const entries: Entry[] = []
    const merges: Merge<Source>[] = []
    parent.pairs.forEach((pair, index) => {
      const key = this.#keyOf(pair.key)
      if (key === undefined) return
      const slot: Slot = { in: 'key', parent, index }
      const label = this.#child(pair.key, slot, via)
      const entry = new LocatedEntry(key, label, () => this.#child(pair.value, { ...slot, in: 'value' }, via))
      if (isMerge(pair)) merges.push({ source: { node: pair.value, via }, member: entry })
      else entries.push(entry)
    })
    return { entries, merges }
  }

  /** A scalar key as written, without its quotes. */
  #keyOf(key: YamlNode | null): string | undefined {
    const node = key?.type === 'YAMLAlias' ? this.anchors.target(key) : key
    if (node === null || node === undefined) return node === null ? '' : undefined
    if (node.type === 'YAMLWithMeta') {
      return node.tag && coreTag(node.tag) === undefined ? undefined : this.#keyOf(node.value)
    }
    if (node.type !== 'YAMLScalar') return undefined
    return 'strValue' in node ? node.strValue : node.value
  }

  /** What a map, an alias to one, or a list of them has to merge into a map. */
  #expand({ source, member }: Merge<Source>, into: AST.YAMLMapping): Written<Source> | undefined {
    const target = source.node?.type === 'YAMLAlias' ? this.#unfold(source.node) : source.node
    const via = source.node?.type === 'YAMLAlias' ? (source.via ?? into) : source.via
    const content = target?.type === 'YAMLWithMeta' && !target.tag ? target.value : target
    if (content?.type === 'YAMLMapping') return this.#affords(content, via) ? this.#written(content, via) : undefined
    if (content?.type !== 'YAMLSequence' || !this.#affords(content, via)) return undefined
    return { entries: [], merges: content.entries.map((node) => ({ source: { node, via }, member })) }
  }

  /** Whether the budget allows for the children of a collection. */
  #affords(collection: AST.YAMLMapping | AST.YAMLSequence, via: Via): boolean {
    if (!via) return true
    return this.#budget.take(collection.type === 'YAMLMapping' ? collection.pairs.length : collection.entries.length)
  }
}

/** An anchor is no part of a value, while a tag is. */
function withoutAnchor(node: Content): Content {
  return node.type === 'YAMLWithMeta' && !node.tag && node.value ? node.value : node
}
