/** Merge keys: `<<` takes over the members of other maps, whatever version of YAML the document claims. */
import type { AST } from 'yaml-eslint-parser'
import type { Members } from './located.ts'
import type { Entry } from './value.ts'

/** What one `<<` member, or one item of its list, takes from. */
export interface Merge<Source> {
  readonly source: Source
  /** The `<<` member itself, which remains where its value cannot be merged. */
  readonly member: Entry
}

/** A map as written: its plain members, and what it merges in the order of the text. */
export interface Written<Source> {
  readonly entries: readonly Entry[]
  readonly merges: readonly Merge<Source>[]
}

/** Written members win over merged ones, and earlier sources over later ones. */
export function merge<Source>(
  { entries: own, merges }: Written<Source>,
  expand: (merge: Merge<Source>) => Written<Source> | undefined,
): Members {
  if (merges.length === 0) return { own, merged: [] }
  const merged: Entry[] = []
  const keys = new Set(own.map((entry) => entry.key))
  // A stack in place of calls: sources chain as far as the file has anchors.
  const pending = merges.toReversed()
  for (let next = pending.pop(); next; next = pending.pop()) {
    const found = expand(next) ?? { entries: [next.member], merges: [] }
    for (const entry of found.entries) {
      if (keys.has(entry.key)) continue
      keys.add(entry.key)
      merged.push(entry)
    }
    for (const further of found.merges.toReversed()) pending.push(further)
  }
  return { own, merged }
}

/** Quoted, `<<` is a key like any other. */
export function isMerge({ key }: AST.YAMLPair): boolean {
  return key?.type === 'YAMLScalar' && key.style === 'plain' && key.strValue === '<<'
}
