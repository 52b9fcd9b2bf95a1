import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInteger, parseWord } from '../../../src/providers/syntax/words.ts'

const WORDS = new Map([
  ['ICMPv6', 58],
  ['TCP', 6],
])

describe('parseWord', () => {
  it.each(['TCP', 'tcp', 'Tcp'])('reads %s in any letter case', (text) => {
    expect(parseWord(text, WORDS, 'any')).toEqual({ value: 6 })
  })

  it('takes an exact word as the provider spells it', () => {
    expect(parseWord('ICMPv6', WORDS, 'exact')).toEqual({ value: 58 })
    expect(parseWord('ICMPV6', WORDS, 'exact')).toEqual({
      problem: { what: 'is refused in this letter case', instead: 'ICMPv6' },
    })
  })

  it.each(['', ' tcp', '6', '__proto__', 'constructor'])('refuses %j', (text) => {
    expect(parseWord(text, WORDS, 'any')).toEqual({ problem: { what: 'is refused: write one of ICMPv6, TCP' } })
  })
})

describe('parseInteger', () => {
  it('reads every whole number between its bounds and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), (value) => {
        const parsed = parseInteger(String(value), 1, 100, 'is out')
        expect(parsed).toEqual(value >= 1 && value <= 100 ? { value } : { problem: { what: 'is out' } })
      }),
    )
  })

  it.each(['', '1.5', '1e1', '0x1', '+1', ' 1', 'one'])('refuses %j', (text) => {
    expect(parseInteger(text, 0, 100, 'is out')).toEqual({ problem: { what: 'is out' } })
  })
})
