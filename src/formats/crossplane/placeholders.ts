/** Kubernetes objects hold no expressions: what looks like one is filled in by Helm, `envsubst` or the like. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { readField } from '../fields.ts'
import { placeholderText } from '../placeholders.ts'
import { excerpt, unknown } from '../raw.ts'

/** Finds a placeholder in a text. */
export const PLACEHOLDER = /\$\{|\{\{/u

export function isPlaceholder(value: Value): boolean {
  return placeholderText(value, PLACEHOLDER) !== undefined
}

/** Reads an argument; one with placeholders is unknown, and the same as another with the same text. */
export function readArgument(value: Value | undefined): Raw {
  return readField(value, (argument) => {
    const text = placeholderText(argument, PLACEHOLDER)
    return text === undefined ? undefined : unknown(argument, excerpt(argument), text)
  })
}
