import { describe, expect, it } from 'vitest'
import { ABSENT, type Origin } from '../../../src/model/reading.ts'
import { parseText, interpret, interpretContent, withDefault } from '../../../src/providers/syntax/readings.ts'
import { known, origin, RULE_ORIGIN } from '../raw-rules.ts'

/** An origin whose only edit writes the value at its line. */
function writable(line: number): Origin {
  return { ...origin(line), rewrite: (value) => [{ range: [line, line], text: String(value) }] }
}

describe('a default', () => {
  it('leaves a value alone that is not absent', () => {
    const written = known('drop', 3)
    expect(withDefault(written, 'accept', RULE_ORIGIN)).toBe(written)
  })

  it('stands for the rule as a whole where nothing can be filled in', () => {
    expect(withDefault(ABSENT, 'accept', RULE_ORIGIN)).toEqual({ state: 'known', value: 'accept', origin: RULE_ORIGIN })
  })

  it('is rewritten in its slot, at the place of the rule', () => {
    const reading = withDefault({ state: 'absent', slot: writable(7) }, 'accept', RULE_ORIGIN)
    if (reading.state !== 'known') throw new Error('The default is not known.')
    expect(reading.value).toBe('accept')
    expect(reading.origin.place).toEqual(RULE_ORIGIN.place)
    expect(reading.origin.rewrite('drop')).toEqual([{ range: [7, 7], text: 'drop' }])
    expect([reading.origin.remove(), reading.origin.moveBefore(RULE_ORIGIN)]).toEqual([undefined, undefined])
  })
})

describe('an empty text', () => {
  it('is absent, and its place is where the value would be written', () => {
    const slot = writable(4)
    expect(interpret({ state: 'known', value: '', origin: slot }, parseText, [])).toEqual({ state: 'absent', slot })
  })
})

describe('the content of a list', () => {
  it('is not written where the list is named', () => {
    const list = { state: 'known', value: 'pl-1', origin: writable(5) } as const
    const content = interpretContent(list, [known('10.0.0.0/8', 9)], parseText, [])
    if (content.state !== 'known') throw new Error('The content is not known.')
    expect(content.value).toEqual(['10.0.0.0/8'])
    expect(content.origin.place).toEqual(list.origin.place)
    expect(content.origin.rewrite('x')).toBeUndefined()
  })
})
