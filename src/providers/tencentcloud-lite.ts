/** The `#` strings of `tencentcloud_security_group_lite_rule`: `ACCEPT#10.0.0.0/8#22,80#TCP`. */
import type { FieldRemark, Protocol } from '../model/declarations.ts'
import type { RawRule } from '../model/raw-rule.ts'
import type { Problem } from '../model/reading.ts'
import { PROTOCOL } from '../model/packet-space.ts'
import { isBlank } from './syntax/readings.ts'
import type { Words } from './syntax/words.ts'

/** The protocols that the grammar takes besides service templates; the others need another resource. */
export const LITE_PROTOCOLS: Words<Protocol> = new Map<string, Protocol>([
  ['TCP', PROTOCOL.tcp],
  ['UDP', PROTOCOL.udp],
  ['ICMP', PROTOCOL.icmp],
  ['ALL', 'all'],
])

/** Remarks on the parts that a rule leaves empty: a service template alone stands for both of them. */
export function remarkOnGaps({ origin, label, protocol, ports, services }: RawRule, remarks: FieldRemark[]): void {
  if (services !== undefined) return
  for (const [part, raw] of [
    ['port', ports],
    ['protocol', protocol],
  ] as const) {
    if (!isBlank(raw)) continue
    remarks.push({ origin, text: label, problem: { what: `has no ${part}: write \`ALL\` if every ${part} is meant` } })
  }
}

export interface LitePart {
  readonly text: string
  /** Offsets in the rule's string, the end exclusive. */
  readonly start: number
  readonly end: number
}

export interface LiteRule {
  readonly action: LitePart
  readonly source: LitePart
  readonly port: LitePart
  readonly protocol: LitePart
}

/** Splits a rule into its parts; what is wrong with it where they are not four. A `#` inside `${…}` splits nothing. */
export function parseLiteRule(text: string): LiteRule | Problem {
  const [action, source, port, protocol, ...more] = split(text)
  if (action === undefined || source === undefined || port === undefined || protocol === undefined || more.length > 0) {
    return { what: 'is not written `action#source#port#protocol`' }
  }
  return { action, source, port, protocol }
}

function split(text: string): LitePart[] {
  const parts: LitePart[] = []
  let start = 0
  let depth = 0
  const close = (end: number): void => {
    parts.push({ text: text.slice(start, end), start, end })
    start = end + 1
  }
  // Terraform: `$${` and `%%{` are plain text outside a template sequence.
  for (const { 0: token, index } of text.matchAll(/\$\$\{|%%\{|[$%]\{|[{}#]/gu)) {
    if (token === '#') {
      if (depth === 0) close(index)
    } else if (token === '}') {
      depth = Math.max(0, depth - 1)
    } else if (depth > 0 || token.length === 2) {
      depth++
    }
  }
  close(text.length)
  return parts
}
