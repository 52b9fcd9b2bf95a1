/** Words by which a text is seen to declare nothing, so that nobody has to parse it. */

/** Each declaration holds all words of one of these sets. A word is told by its first letters. */
export type DetectionKeys = readonly (readonly string[])[]

/** Whether the texts, of one file or of several that are read together, may hold a declaration with these keys. */
export function searchFor(keys: DetectionKeys): (...texts: readonly string[]) => boolean {
  const sets = keys.map((words) => words.map((word) => beginning([word])))
  // One search for all sets: there are dozens of them, and most texts hold no word of any.
  const any = beginning(keys.flatMap(([word = '']) => word))
  const isFound = (word: RegExp, texts: readonly string[]) => texts.some((text) => word.test(text))
  return (...texts) => isFound(any, texts) && sets.some((words) => words.every((word) => isFound(word, texts)))
}

/**
 * `destinationPortRange` of other clouds is no `PortRange`: keys and types begin behind a quote, a blank, or a mark,
 * in JSON as in YAML.
 */
function beginning(words: readonly string[]): RegExp {
  const literals = [...new Set(words)].map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(String.raw`\b(?:${literals.join('|')})`)
}
