/** Which anchor an alias means, and what an edit would cut it off from. */
import type { AST } from 'yaml-eslint-parser'
import { firstIndex } from './search.ts'
import type { Range } from './text.ts'

export class Anchors {
  readonly #document: AST.YAMLDocument
  #aliases: readonly AST.YAMLAlias[] | undefined
  #lastUses: readonly Use[] | undefined

  constructor(document: AST.YAMLDocument) {
    this.#document = document
  }

  /** The node that an alias stands for: the one with the nearest anchor before it, unless that contains the alias. */
  target(alias: AST.YAMLAlias): AST.YAMLWithMeta | undefined {
    const node = this.#nearest(alias)?.parent
    return node && node.range[1] <= alias.range[0] ? node : undefined
  }

  /** Whether an alias behind the range stands for something inside it. */
  usedBehind([start, end]: Range): boolean {
    this.#lastUses ??= this.#findLastUses()
    for (let at = firstIndex(this.#lastUses, (use) => use.anchor >= start); at < this.#lastUses.length; at++) {
      const use = this.#lastUses[at]
      if (!use || use.anchor >= end) return false
      if (use.alias >= end) return true
    }
    return false
  }

  /** Whether every alias would mean what it means if the range stood at an offset before it. */
  surviveMove([start, end]: Range, to: number): boolean {
    const aliases = this.#findAliases()
    const isInside = ({ range }: { readonly range: Range }): boolean => range[0] >= start && range[0] < end
    if (aliases.some((alias) => isInside(alias) && (this.#nearest(alias)?.range[0] ?? -1) >= to)) return false
    const names = new Set(aliases.map(({ name }) => name))
    return !Object.entries(this.#document.anchors).some(([name, anchors]) => names.has(name) && anchors.some(isInside))
  }

  #nearest(alias: AST.YAMLAlias): AST.YAMLAnchor | undefined {
    const { anchors } = this.#document
    const named = Object.hasOwn(anchors, alias.name) ? (anchors[alias.name] ?? []) : []
    return named[firstIndex(named, (anchor) => anchor.range[0] > alias.range[0]) - 1]
  }

  #findAliases(): readonly AST.YAMLAlias[] {
    return (this.#aliases ??= aliasesOf(this.#document))
  }

  #findLastUses(): readonly Use[] {
    const uses = new Map<number, number>()
    for (const alias of this.#findAliases()) {
      const anchor = this.#nearest(alias)?.range[0]
      if (anchor !== undefined) uses.set(anchor, Math.max(uses.get(anchor) ?? 0, alias.range[0]))
    }
    return [...uses].map(([anchor, alias]) => ({ anchor, alias })).sort((a, b) => a.anchor - b.anchor)
  }
}

/** An anchor's offset with that of the last alias that means it. */
interface Use {
  readonly anchor: number
  readonly alias: number
}

/** By a stack of its own: documents may nest deeper than calls can. */
function aliasesOf({ content }: AST.YAMLDocument): AST.YAMLAlias[] {
  const found: AST.YAMLAlias[] = []
  const open: (AST.YAMLContent | AST.YAMLWithMeta | null)[] = [content]
  while (open.length > 0) {
    const node = open.pop()
    if (node?.type === 'YAMLAlias') found.push(node)
    else if (node?.type === 'YAMLWithMeta') open.push(node.value)
    else if (node?.type === 'YAMLSequence') for (const entry of node.entries) open.push(entry)
    else if (node?.type === 'YAMLMapping') for (const pair of node.pairs) open.push(pair.key, pair.value)
  }
  return found
}
