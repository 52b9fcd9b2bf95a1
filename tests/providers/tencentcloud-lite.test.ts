import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLiteRule } from '../../src/providers/tencentcloud-lite.ts'

const PARTS = ['action', 'source', 'port', 'protocol'] as const

function partsOf(text: string): string[] | undefined {
  const rule = parseLiteRule(text)
  return 'what' in rule ? undefined : PARTS.map((part) => rule[part].text)
}

describe('parseLiteRule', () => {
  it.each([
    ['ACCEPT#10.0.0.0/8#22,80#TCP', ['ACCEPT', '10.0.0.0/8', '22,80', 'TCP']],
    ['ACCEPT#0.0.0.0/0##ppm-abcdefgh', ['ACCEPT', '0.0.0.0/0', '', 'ppm-abcdefgh']],
    ['###', ['', '', '', '']],
    ['DROP#${var.cidr}#ALL#ALL', ['DROP', '${var.cidr}', 'ALL', 'ALL']],
    ['DROP#${f("#")}#ALL#ALL', ['DROP', '${f("#")}', 'ALL', 'ALL']],
    ['DROP#${f({ a = "#" })}#ALL#ALL', ['DROP', '${f({ a = "#" })}', 'ALL', 'ALL']],
    ['DROP#${"${a}#"}#ALL#ALL', ['DROP', '${"${a}#"}', 'ALL', 'ALL']],
    ['DROP#%{if f("#")}a%{endif}#ALL#ALL', ['DROP', '%{if f("#")}a%{endif}', 'ALL', 'ALL']],
    ['DROP#$${a#ALL#ALL', ['DROP', '$${a', 'ALL', 'ALL']],
    ['DROP#%%{a#ALL#ALL', ['DROP', '%%{a', 'ALL', 'ALL']],
    ['DROP#a}#{ALL#ALL', ['DROP', 'a}', '{ALL', 'ALL']],
  ])('splits %s', (text, parts) => {
    expect(partsOf(text)).toEqual(parts)
  })

  it.each(['', 'ACCEPT', 'ACCEPT#10.0.0.0/8#80', 'ACCEPT#10.0.0.0/8#80#TCP#', 'ACCEPT#${var.a#80#TCP'])(
    'refuses %j',
    (text) => {
      expect(parseLiteRule(text)).toEqual({ what: 'is not written `action#source#port#protocol`' })
    },
  )

  it('tells where every part stands', () => {
    const part = fc.stringMatching(/^[^#${}%]*$/)
    fc.assert(
      fc.property(fc.tuple(part, part, part, part), (parts) => {
        const text = parts.join('#')
        const rule = parseLiteRule(text)
        if ('what' in rule) throw new Error(rule.what)
        for (const [index, name] of PARTS.entries()) {
          const { start, end } = rule[name]
          expect(rule[name].text).toBe(parts[index])
          expect(text.slice(start, end)).toBe(parts[index])
        }
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a#$%{}]{0,20}$/), (text) => {
        const rule = parseLiteRule(text)
        if ('what' in rule) return
        expect(PARTS.map((part) => rule[part].text).join('#')).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})
