/** A place in the packet space: a cell of the address line and a bit of the service line. */
import type { Spans } from './address-line.ts'
import type { BitSet } from './service-bits.ts'
import { maskOf } from './service-bits.ts'

export interface Place {
  readonly cell: number
  /** Of the service line. */
  readonly word: number
  /** One bit of the word. */
  readonly bit: number
}

/** Whether the place lies in the spans and has one of the bits. */
export function isIn({ cell, word, bit }: Place, spans: Spans, bits: BitSet): boolean {
  if ((maskOf(bits, word) & bit) === 0) return false
  for (let i = 0; i < spans.length; i += 2) {
    if ((spans[i] as number) <= cell && cell < (spans[i + 1] as number)) return true
  }
  return false
}
