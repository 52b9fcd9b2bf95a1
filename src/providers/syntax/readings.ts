/** From the reading of a scalar to the reading of its meaning. */
import type { FieldRemark } from '../../model/declarations.ts'
import type { Raw, RawRule } from '../../model/raw-rule.ts'
import { fixedOrigin, type Invalid, type Known, type Origin, type Problem, type Reading } from '../../model/reading.ts'
import { isRefused, type Parsed } from './parsed.ts'

/**
 * Gives a scalar its meaning. The empty string is absent: both providers dump unused fields so.
 * A remark on a value that is readable all the same goes to `remarks`.
 */
export function interpret<T>(raw: Raw, parse: (text: string) => Parsed<T>, remarks: FieldRemark[]): Reading<T> {
  if (raw.state !== 'known') return raw
  // Terraform and the providers' JSON readers take a number for a string.
  const text = String(raw.value)
  const { origin } = raw
  if (text === '') return { state: 'absent', slot: origin, ...defaultOf(raw) }
  const parsed = parse(text)
  if (isRefused(parsed)) return { state: 'invalid', origin, text, problem: parsed.problem, ...defaultOf(raw) }
  if (parsed.remark !== undefined) remarks.push({ origin, text, problem: parsed.remark, ...defaultOf(raw) })
  return { ...raw, value: parsed.value }
}

/**
 * Gives the content of a list its meaning. One element that the file does not settle leaves the whole list as unknown
 * as its name, and one that the provider refuses makes it invalid; more of those go to `remarks`.
 * What the list holds is not written where it is named.
 */
export function interpretContent<T>(
  list: Known<string>,
  content: readonly Raw[],
  parse: (text: string) => Parsed<T>,
  remarks: FieldRemark[],
): Reading<readonly T[]> {
  const values: T[] = []
  let { viaDefault } = list
  let unsettled = false
  let refused: Invalid | undefined
  for (const element of content) {
    const reading = interpret(element, parse, remarks)
    if (reading.state === 'invalid') {
      if (refused) remarks.push(reading)
      refused ??= reading
    }
    if (reading.state === 'unknown') unsettled = true
    if (reading.state !== 'known') continue
    values.push(reading.value)
    viaDefault ??= reading.viaDefault
  }
  if (refused) return refused
  const { value: name } = list
  const origin = fixedOrigin(list.origin.place)
  if (unsettled) return { state: 'unknown', origin, text: name, identity: name }
  return { state: 'known', origin, value: values, ...(viaDefault === undefined ? {} : { viaDefault }) }
}

/** Whether nothing is written, or the empty string. */
export function isBlank(raw: Raw): boolean {
  return raw.state === 'absent' || (raw.state === 'known' && raw.value === '')
}

/** Takes a text for what it is. */
export function parseText(text: string): Parsed<string> {
  return { value: text }
}

/** The provider's default in place of an absent value. It stands where the rule stands, and is rewritten in its slot. */
export function withDefault<T>(reading: Reading<T>, value: T, rule: Origin): Reading<T> {
  if (reading.state !== 'absent') return reading
  const { slot, viaDefault } = reading
  const origin = slot
    ? { ...fixedOrigin(rule.place), rewrite: (written: number | string) => slot.rewrite(written) }
    : rule
  return { state: 'known', value, origin, ...(viaDefault === undefined ? {} : { viaDefault }) }
}

/** Makes an absent value invalid, at the rule: the provider refuses a rule without it. */
export function required<T>(reading: Reading<T>, rule: RawRule, what: string): Reading<T> {
  if (reading.state !== 'absent') return reading
  return { state: 'invalid', origin: rule.origin, text: rule.label, problem: { what } }
}

/** Remarks on a value as written; there is nothing to say of an absent or empty one. */
export function remark(raw: Raw, problem: Problem, remarks: FieldRemark[]): void {
  if (raw.state === 'absent') return
  const text = raw.state === 'known' ? String(raw.value) : raw.text
  if (text !== '') remarks.push({ origin: raw.origin, text, problem, ...defaultOf(raw) })
}

function defaultOf(raw: Raw): Pick<FieldRemark, 'viaDefault'> {
  return raw.state === 'known' && raw.viaDefault !== undefined ? { viaDefault: raw.viaDefault } : {}
}
