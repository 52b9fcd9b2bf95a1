/** Values that a template engine fills in before a file is used: Jinja, Helm, `envsubst`. */
import type { Value } from '../document/value.ts'
import { excerpt, type Resolve, unknown } from './raw.ts'

/** Finds a placeholder in a text of a format that has no expressions of its own. */
export const PLACEHOLDER = /\$\{|\{\{/u

export function isPlaceholder(value: Value): boolean {
  return placeholderText(value, PLACEHOLDER) !== undefined
}

/** A value with placeholders is unknown, and the same as another with the same text. */
export const resolvePlaceholder: Resolve = (value) => {
  const text = placeholderText(value, PLACEHOLDER)
  return text === undefined ? undefined : unknown(value, excerpt(value), text)
}

/** The text of a value that holds a placeholder; `placeholder` finds one in a string. */
export function placeholderText(value: Value, placeholder: RegExp): string | undefined {
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    return placeholder.test(value.value) ? value.value : undefined
  }
  // Without quotes, `{{ x }}` is an object whose only key is an object, which has no name.
  return value.kind === 'map' && value.entries.length === 0 && /^\{\s*\{/u.test(value.source) ? value.source : undefined
}
