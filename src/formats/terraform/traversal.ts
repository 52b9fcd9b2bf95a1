/** The one kind of Terraform expression that is read: a name, then attributes and indexes. */

/** An attribute or key, a position, or `undefined` for an index that only a run settles (`[each.key]`, `[*]`). */
export type Step = number | string | undefined

export interface Traversal {
  readonly root: string
  readonly steps: readonly Step[]
  /** The expression as written. */
  readonly text: string
}

const NAME = '[\\p{ID_Start}_][\\p{ID_Continue}-]*'
const ROOT = new RegExp(NAME, 'yu')
const STEP = new RegExp(
  [
    `\\.(?<attribute>${NAME})`,
    '\\.(?<position>\\d+)',
    '\\[\\s*(?<index>\\d+)\\s*\\]',
    '\\[\\s*"(?<key>[^"\\\\$%]*)"\\s*\\]',
    '\\.\\*',
    '\\[[^\\[\\]]*\\]',
  ].join('|'),
  'yu',
)

/** Reads an expression that is nothing but a traversal; `undefined` for operators, calls and literals. */
export function parseTraversal(text: string): Traversal | undefined {
  ROOT.lastIndex = 0
  const root = ROOT.exec(text)?.[0]
  if (root === undefined) return undefined
  const steps: Step[] = []
  let end = root.length
  while (end < text.length) {
    STEP.lastIndex = end
    const match = STEP.exec(text)
    if (match === null) return undefined
    const { attribute, position, index, key } = match.groups ?? {}
    const number = position ?? index
    steps.push(number === undefined ? (attribute ?? key) : Number(number))
    end = STEP.lastIndex
  }
  return { root, steps, text }
}
