/**
 * Located values: what JSON and YAML look like to everyone but this room.
 *
 * Children are made when they are first asked for, so a document costs what is read of it.
 * Every value is an {@link Origin}: it knows its place and how to rewrite, remove or move itself.
 * What is reached through a YAML alias has the alias's place, and is only ever removed together with the alias.
 */
import type { Edit, Origin } from '../model/reading.ts'

export type Value = MapValue | OpaqueValue | ScalarValue | SequenceValue | TaggedValue

interface Base extends Origin {
  /** The value as written, quotes and tags included; behind an alias, what the alias stands for. */
  readonly source: string
}

export interface MapValue extends Base {
  readonly kind: 'map'
  /**
   * Every member in file order, repeated keys included; members merged through `<<` come last.
   * A `<<` that cannot be merged is a member itself; members whose key is a collection are left out.
   */
  readonly entries: readonly Entry[]
  /** The member that counts when a key is repeated: the last one. The map's own members hide merged ones. */
  get(key: string): Entry | undefined
  /** Every member with this key, in file order. The map's own members hide merged ones. */
  all(key: string): readonly Entry[]
  /** Where a value is written under this key: the value that is there, or else the map, to which a member is added. */
  slot(key: string): Origin
}

export interface SequenceValue extends Base {
  readonly kind: 'sequence'
  readonly items: readonly Value[]
  /** Edits that add strings behind the last item, in its style. `undefined` where no safe edit exists. */
  append(texts: readonly string[]): readonly Edit[] | undefined
}

export interface ScalarValue extends Base {
  readonly kind: 'scalar'
  readonly value: bigint | boolean | number | string | null
  /** Edits that put a list of this string and more in its place. `undefined` for no string, or without a safe edit. */
  listWith(texts: readonly string[]): readonly Edit[] | undefined
}

/** A value under an application tag, e.g. `!Ref Group`: it is not its literal. */
export interface TaggedValue extends Base {
  readonly kind: 'tagged'
  /** The tag as written, e.g. `!Ref`. */
  readonly tag: string
  readonly content: Value
}

/** What is no JSON or YAML data: an expression, an alias without anchor, of itself, or past what a file may unfold. */
export interface OpaqueValue extends Base {
  readonly kind: 'opaque'
}

export interface Entry {
  readonly key: string
  /** The key: its place, and removal of the whole member. Rewriting it renames the member. */
  readonly label: Origin
  readonly value: Value
}

/** What the document room needs of ESLint's `SourceCode`. */
export interface ParsedFile {
  readonly ast: unknown
  readonly text: string
}
