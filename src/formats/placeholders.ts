/** Values that a template engine fills in before a file is used: Jinja, Helm, `envsubst`. */
import type { Value } from '../document/value.ts'

/** The text of a value that holds a placeholder; `placeholder` finds one in a string. */
export function placeholderText(value: Value, placeholder: RegExp): string | undefined {
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    return placeholder.test(value.value) ? value.value : undefined
  }
  // Without quotes, `{{ x }}` is an object whose only key is an object, which has no name.
  return value.kind === 'map' && value.entries.length === 0 && /^\{\s*\{/u.test(value.source) ? value.source : undefined
}
