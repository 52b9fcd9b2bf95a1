/** Reads the arguments that bind groups, however a format spells and resolves them. */
import type { Unread } from '../../model/declarations.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { knownValue, type Origin, type Reading } from '../../model/reading.ts'
import { asText } from '../fields.ts'
import type { Bindings, BoundGroups, Thing } from './bindings.ts'
import type { AttachmentSyntax, BoundSyntax, GroupArguments, ListOrder } from './syntax.ts'

/** Ids in a list, or a single one, by the keys of what they stand for. */
export interface IdList {
  readonly ids: readonly Reading<string>[]
  /** `false` where the file does not settle which others the list holds. */
  readonly whole: boolean
  /** Set where the ids need not stand in the order of the list. */
  readonly shuffled?: true
  /** What stands for ids that are not read. */
  readonly unread: readonly Unread[]
}

/** No ids; `unread` is why, where the file does not settle them. */
export function noIds(...unread: readonly Unread[]): IdList {
  return { ids: [], whole: unread.length === 0, unread }
}

/** Whether an argument holds a list, as its name in the plural says; an expression in the place of it may give any. */
export function holdsList(argument: string): boolean {
  return argument.endsWith('s')
}

/** The ids among the elements of a list: an empty text is none. */
export function idsOf(elements: readonly Raw[]): readonly Reading<string>[] {
  return elements.filter((raw) => raw.state !== 'absent' && knownValue(raw) !== '').map(asText)
}

/** The arguments of a resource or block, by their names in the syntax. */
export interface BindingSource {
  /** Groups, by key. */
  groups(argument: string): IdList
  /** Instances, interfaces and the like, by key. */
  things(argument: string): IdList
  /** Nested blocks; those whose content the file does not settle are left out. */
  blocks(name: string): Blocks
}

export interface Blocks {
  readonly blocks: readonly BindingSource[]
  /** What stands for blocks that are not read. */
  readonly unread: readonly Unread[]
}

/** What speaks of a thing. */
export interface BindingSpeaker {
  readonly address: string
  readonly label: Origin
  /** Conditions under which it exists. */
  readonly conditions: readonly string[]
  readonly source: BindingSource
}

/** Notes the groups that a resource binds to itself, and to the interfaces that it declares. */
export function readBound(
  { address, label, conditions, source }: BindingSpeaker,
  syntax: BoundSyntax,
  to: Bindings,
): void {
  const { provider, kind, groups, nested } = syntax
  const thing: Thing = { provider, kind, origin: label, label: address, conditions }
  const bound = groupsOf(source, groups, to)
  if (bound) to.declare(address, thing, bound)
  if (nested === undefined) return
  const { blocks, unread } = source.blocks(nested.block)
  to.unread.push(...unread)
  for (const [index, block] of blocks.entries()) {
    const inner = groupsOf(block, nested.groups, to)
    const key = `${address} ${nested.block}[${String(index)}]`
    if (inner) to.declare(key, { ...thing, kind: nested.kind, label: key }, inner)
  }
}

/** Notes the groups that a resource attaches to others. */
export function readAttachment(speaker: BindingSpeaker, syntax: AttachmentSyntax, to: Bindings): void {
  const { address, label, conditions, source } = speaker
  const { ids: groups, whole, unread } = source.groups(syntax.groups)
  to.unread.push(...unread)
  const { provider, kind, order } = syntax
  // What may not exist attaches nothing for certain.
  const bound: BoundGroups = conditions.length === 0 ? { groups, whole, order } : { groups: [], whole: false, order }
  for (const thing of source.things(syntax.things).ids) {
    const key = keyOf(thing)
    const name = key ?? address
    to.attach(name, { provider, kind, origin: label, label: name, conditions: [] }, bound)
  }
}

/** The groups in the first of the arguments that holds any; `undefined` where none of them is set. */
function groupsOf(source: BindingSource, candidates: GroupArguments, to: Bindings): BoundGroups | undefined {
  const lists = candidates.map(([argument, order]) => ({ ...inOrder(source.groups(argument), order), order }))
  const held = lists.find(({ ids }) => ids.length > 0)
  for (const { unread } of held ? [held] : lists) to.unread.push(...unread)
  const counting = held ?? lists.find(({ whole }) => !whole)
  return counting && { groups: counting.ids, whole: counting.whole, order: counting.order }
}

/** Where groups are asked in the order of a list, those of an unknown order tell nothing for certain. */
function inOrder(list: IdList, order: ListOrder): IdList {
  return order === 'listed' && list.shuffled && list.ids.length > 1 ? { ...list, ids: [] } : list
}

/** What a reading is known by: its value, or the identity of what it is left to. */
function keyOf(reading: Reading<string>): string | undefined {
  if (reading.state === 'known') return reading.value
  return reading.state === 'unknown' ? reading.identity : undefined
}
