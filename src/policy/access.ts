/** What a policy of RAM keeps its users from doing. */
import type { AccessPolicy, AccessStatement } from '../model/access-policy.ts'
import { knownValue } from '../model/reading.ts'
import { GROUP_OPERATIONS } from '../providers/alicloud-operations.ts'

/** A deny that stops some of the operations which change security groups, and leaves others as a way around. */
export interface PartialDeny {
  /** The first statement that denies some of them by name, at all times and for every group. */
  readonly statement: AccessStatement
  /** How many of them it certainly denies, of how many. */
  readonly denied: number
  readonly all: number
  readonly missing: readonly string[]
}

/** `undefined` where all of the operations may be denied, under whatever condition, or none certainly is. */
export function partialDeny({ statements, complete }: AccessPolicy): PartialDeny | undefined {
  const operations = GROUP_OPERATIONS.value
  const denies = statements.filter(({ effect }) => effect.state !== 'known' || effect.value === 'deny')
  const missing = operations.filter((operation) => !denies.some((statement) => mayDeny(statement, operation)))
  const denied = operations.filter((operation) => denies.some((statement) => stops(statement, operation)))
  const statement = denies.find((each) => operations.some((operation) => stops(each, operation)))
  return complete && statement && missing.length > 0
    ? { statement, denied: denied.length, all: operations.length, missing }
    : undefined
}

/** Whether the statement certainly denies the operation, by name. Whatever it leaves out, it leaves out on purpose. */
function stops(statement: AccessStatement, operation: string): boolean {
  const { effect, names, unconditional } = statement
  return knownValue(effect) === 'deny' && names === 'these' && unconditional && lists(statement, operation)
}

/** Whether some user, at some time, may be denied the operation by the statement. */
function mayDeny(statement: AccessStatement, operation: string): boolean {
  if (!statement.complete) return true
  return lists(statement, operation) === (statement.names === 'these')
}

function lists({ actions }: AccessStatement, operation: string): boolean {
  return actions.some((action) => {
    const pattern = knownValue(action)
    return pattern !== undefined && matches(pattern.toLowerCase(), operation.toLowerCase())
  })
}

/** Whether a pattern with `*` for any characters and `?` for one matches all of the text. */
function matches(pattern: string, text: string): boolean {
  const [head = '', ...pieces] = pattern.split('*')
  const tail = pieces.pop()
  if (tail === undefined) return head.length === text.length && fits(head, text, 0)
  let at = fits(head, text, 0) ? head.length : Infinity
  // The leftmost place of a piece leaves most to those behind it.
  for (const piece of pieces) at = endOf(piece, text, at)
  const last = text.length - tail.length
  return at <= last && fits(tail, text, last)
}

function endOf(piece: string, text: string, from: number): number {
  for (let at = from; at + piece.length <= text.length; at++) if (fits(piece, text, at)) return at + piece.length
  return Infinity
}

function fits(piece: string, text: string, at: number): boolean {
  if (at + piece.length > text.length) return false
  for (let i = 0; i < piece.length; i++) if (piece[i] !== '?' && piece[i] !== text[at + i]) return false
  return true
}
