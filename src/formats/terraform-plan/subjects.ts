/** What the configuration in a plan tells of an expression. */
import type { Value } from '../../document/value.ts'
import { parseTraversal, type Traversal } from '../terraform/traversal.ts'
import { itemsAt } from './members.ts'

/** What settles an instance before anything is applied. */
const INDEXES: ReadonlySet<string> = new Set(['count.index', 'each.key'])
/** Both clouds bind 5 groups to an interface, and more on request; of lists with more references nothing is told. */
const MOST_SUBJECTS = 16

/** What an expression refers to. */
export interface Subjects {
  /** `undefined` for what is no attribute or index of something. */
  readonly traversals: readonly (Traversal | undefined)[]
  /** Whether it also asks which instance it stands in. */
  readonly indexed: boolean
}

export const NO_SUBJECTS: Subjects = { traversals: [], indexed: false }

/**
 * The things that an expression refers to. Terraform lists each reference with all that it is a part of behind it:
 * `a.b[0].id`, `a.b[0]`, `a.b`.
 */
export function subjectsOf(expression: Value): Subjects {
  const subjects: string[] = []
  let indexed = false
  for (const item of itemsAt(expression, 'references')) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') return NO_SUBJECTS
    const last = subjects.at(-1)
    if (INDEXES.has(item.value)) indexed = true
    else if (last === undefined || !isPartOf(item.value, last)) subjects.push(item.value)
    if (subjects.length > MOST_SUBJECTS) return NO_SUBJECTS
  }
  return { traversals: subjects.map(parseTraversal), indexed }
}

function isPartOf(part: string, whole: string): boolean {
  return whole.startsWith(part) && (whole.length === part.length || '.['.includes(whole.charAt(part.length)))
}
