import type { Value } from '../../document/value.ts'

/** What a value is once its references are followed. */
export type Found =
  /** Data as written. */
  | { readonly kind: 'value'; readonly value: Value; readonly viaDefault?: string }
  | { readonly kind: 'text'; readonly text: string; readonly viaDefault?: string }
  /** The id of a resource of the program. */
  | { readonly kind: 'resource'; readonly name: string }
  | { readonly kind: 'unknown'; readonly identity?: string }

export const UNKNOWN: Found = { kind: 'unknown' }

/** A value of the configuration: it holds no expressions. */
export function literal(value: Value, viaDefault: string): Found {
  return value.kind === 'opaque' || value.kind === 'tagged' ? UNKNOWN : { kind: 'value', value, viaDefault }
}

export function unsettled(identity: string): Found {
  return { kind: 'unknown', identity }
}

/** The text that a part of a string comes to. */
export function pieceOf(found: Found): { readonly text: string; readonly viaDefault?: string } | undefined {
  if (found.kind === 'text') return found
  if (found.kind !== 'value' || found.value.kind !== 'scalar' || found.value.value === null) return undefined
  const text = String(found.value.value)
  return found.viaDefault === undefined ? { text } : { text, viaDefault: found.viaDefault }
}
