/** Where the objects of an API stand in a document that keeps several of them, or wraps them in something else. */
import type { Value } from '../document/value.ts'

/**
 * What `read` makes of the document or of anything in it, in file order. Nothing is looked for inside of what it reads.
 * A document in which `key` does not stand as a whole word is not searched.
 */
export function objectsIn<T>(root: Value, key: string, read: (value: Value) => T | undefined): readonly T[] {
  const found: T[] = []
  if (!new RegExp(`\\b${key}\\b`, 'u').test(root.source)) return found
  // A stack of our own: nesting is the author's to choose.
  const stack: Value[] = [root]
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    const object = read(value)
    if (object !== undefined) found.push(object)
    else for (const child of childrenOf(value).toReversed()) stack.push(child)
  }
  return found
}

function childrenOf(value: Value): readonly Value[] {
  if (value.kind === 'map') return value.entries.map((entry) => entry.value)
  return value.kind === 'sequence' ? value.items : []
}
