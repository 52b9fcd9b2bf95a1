/** Words by which a text is seen to declare nothing, so that nobody has to parse it. */

/** Each declaration holds all words of one of these sets. A word is told by its first letters, or by {@link whole}. */
export type DetectionKeys = readonly (readonly string[])[]

const END = '$'

/** A word that does not go on: `Permissions`, and no `PermissionsBoundary`. */
export function whole(word: string): string {
  return word + END
}

/** Whether the texts, of one file or of several that are read together, may hold a declaration with these keys. */
export function searchFor(keys: DetectionKeys): (...texts: readonly string[]) => boolean {
  // One search for many words: most texts hold none of them.
  const alone = beginning(keys.flatMap((words) => (words.length === 1 ? words : [])))
  const sets = keys.filter((words) => words.length > 1)
  const first = beginning(sets.flatMap(([word = '']) => word))
  // Made when they are asked for: most runs of ESLint meet no file that holds a first word.
  const patterns = new Map<string, RegExp>()
  return (...texts) => {
    const isFound = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text))
    if (isFound(alone)) return true
    if (!isFound(first)) return false
    const found = new Map<string, boolean>()
    const holds = (word: string): boolean => {
      const pattern = patterns.get(word) ?? beginning([word])
      patterns.set(word, pattern)
      const known = found.get(word) ?? isFound(pattern)
      found.set(word, known)
      return known
    }
    return sets.some((words) => words.every(holds))
  }
}

/** Matches nothing where there are no words. */
const NEVER = /(?!)/u

/**
 * `destinationPortRange` of other clouds is no `PortRange`: keys and types begin behind a quote, a blank, or a mark,
 * in JSON as in YAML.
 */
function beginning(words: readonly string[]): RegExp {
  if (words.length === 0) return NEVER
  return new RegExp(String.raw`\b(?:${[...new Set(words)].map(pattern).join('|')})`)
}

function pattern(word: string): string {
  return word.endsWith(END) ? String.raw`${literal(word.slice(0, -END.length))}\b` : literal(word)
}

function literal(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
