/** What a parser of one field says about a text: what it means, what is odd about it, or why it means nothing. */
import type { Problem } from '../../model/reading.ts'

export type Parsed<T> = Accepted<T> | Refused

export interface Accepted<T> {
  readonly value: T
  /** Set where the provider refuses the text or stores another one, though its meaning is plain. */
  readonly remark?: Problem
}

export interface Refused {
  readonly problem: Problem
}

export function refuse(what: string, instead?: string): Refused {
  return { problem: instead === undefined ? { what } : { what, instead } }
}

export function isRefused<T>(parsed: Parsed<T>): parsed is Refused {
  return 'problem' in parsed
}

/** Reads the elements of a comma-separated list; the first problem and the first remark speak for the whole list. */
export function parseList<T>(text: string, parse: (element: string) => Parsed<T>): Parsed<readonly T[]> {
  const parts = text.split(',')
  const inList = (index: number, element: string, problem: Problem): Problem => {
    if (parts.length === 1) return problem
    const { what, instead } = problem
    const told = element === '' ? 'holds an empty element' : `holds \`${element}\`, which ${what}`
    return instead === undefined
      ? { what: told }
      : { what: told, instead: parts.with(index, String(instead)).join(',') }
  }
  const values: T[] = []
  let remark: Problem | undefined
  for (const [index, part] of parts.entries()) {
    const element = part.trim()
    const parsed = parse(element)
    if (isRefused(parsed)) return { problem: inList(index, element, parsed.problem) }
    if (parsed.remark !== undefined) remark ??= inList(index, element, parsed.remark)
    values.push(parsed.value)
  }
  return remark === undefined ? { value: values } : { value: values, remark }
}
