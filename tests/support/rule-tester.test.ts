import { describe, expect, it } from 'vitest'
import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'
import { noWideWord } from './fake-rule.ts'
import { checkInvalid, checkValid, runRule, surfacesFor, type ExpectedError, type InvalidCase } from './rule-tester.ts'
import { surfaces } from './surfaces.ts'

const error: ExpectedError = {
  messageId: 'wide',
  data: { word: 'wide' },
  suggestions: [{ messageId: 'replace', data: { word: 'narrow' }, output: '{"a": "narrow"}' }],
}
const invalid: InvalidCase = { name: 'a wide word', filename: 'a.json', code: '{"a": "⟦wide⟧"}', errors: [error] }

runRule('no-wide-word', noWideWord, {
  valid: [
    { name: 'JSON', filename: 'a.json', code: '{"a": "narrow"}' },
    { name: 'YAML', filename: 'a.yaml', code: 'a: narrow\n' },
    { name: 'comments', filename: 'a.json', code: '{} // narrow', surfaces: ['json/jsonc', 'jsonc-eslint-parser'] },
  ],
  invalid: [
    invalid,
    {
      ...invalid,
      name: 'positions in numbers',
      code: '{"a": "wide"}',
      errors: [{ ...error, line: 1, column: 8, endLine: 1, endColumn: 12 }],
    },
    {
      name: 'two findings, CRLF',
      filename: 'a.yml',
      code: 'a: ⟦wide⟧\r\nb: ⟦wide⟧\r\n',
      errors: [
        {
          ...error,
          suggestions: [{ messageId: 'replace', data: { word: 'narrow' }, output: 'a: narrow\r\nb: wide\r\n' }],
        },
        {
          ...error,
          suggestions: [{ messageId: 'replace', data: { word: 'narrow' }, output: 'a: wide\r\nb: narrow\r\n' }],
        },
      ],
    },
    {
      name: 'a suggestion that keeps the finding',
      filename: 'a.yaml',
      code: 'a: ⟦wide⟧\n',
      options: [{ replacement: 'wide!' }],
      errors: [
        {
          ...error,
          suggestions: [{ messageId: 'replace', data: { word: 'wide!' }, output: 'a: wide!\n', fixesFinding: false }],
        },
      ],
    },
  ],
})

describe('the surfaces of a case', () => {
  it('are all for JSON', () => {
    expect(surfacesFor(invalid)).toEqual(surfaces)
  })

  it('are those of YAML for YAML', () => {
    expect(surfacesFor({ ...invalid, filename: 'a.yml' }).map(({ kind }) => kind)).toEqual(['yaml', 'yaml', 'yaml'])
  })

  it('can be chosen', () => {
    expect(surfacesFor({ ...invalid, surfaces: ['json/json'] }).map(({ name }) => name)).toEqual(['json/json'])
  })

  it('are never none', () => {
    expect(() => surfacesFor({ ...invalid, filename: 'a.yml', surfaces: ['json/json'] })).toThrow('no surface')
    expect(() => surfacesFor({ ...invalid, filename: 'a.js' })).toThrow('No surface')
  })
})

describe.each(surfaces)('a wrong expectation fails on $name', (surface) => {
  const failing = (changes: Partial<InvalidCase>, message: RegExp, rule: SecurityGroupRule = noWideWord): void => {
    expect(() => {
      checkInvalid('no-wide-word', rule, { ...invalid, ...changes }, surface)
    }).toThrow(message)
  }
  const suggestion = { messageId: 'replace', data: { word: 'narrow' }, output: '{"a": "narrow"}' }

  it('place', () => {
    failing({ code: '{"a": ⟦"wide"⟧}' }, /findings/u)
    failing({ code: '{⟦"a"⟧: "wide"}' }, /findings/u)
    failing({ options: [{ length: 3 }] }, /findings/u)
  })

  it('missing place', () => {
    failing({ code: '{"a": "wide"}' }, /all four positions/u)
    failing({ code: '{"a": "wide"}', errors: [{ ...error, line: 1, column: 8, endLine: 1 }] }, /all four positions/u)
  })

  it('surplus mark', () => {
    failing({ code: '{⟦"a"⟧: "⟦wide⟧"}' }, /More places/u)
  })

  it('message', () => {
    failing({ errors: [{ ...error, messageId: 'replace' }] }, /findings/u)
    failing({ errors: [{ ...error, messageId: 'none' }] }, /no message none/u)
    failing({ errors: [{ ...error, data: { word: 'long' } }] }, /findings/u)
    failing({ errors: [{ ...error, data: {} }] }, /needs data for word/u)
  })

  it('number of findings', () => {
    failing({ errors: [] }, /at least one/u)
    failing({ code: '{"a": "⟦wide⟧ ⟦wide⟧", "b": "wide"}', errors: [error, error] }, /findings/u)
    failing({ code: '{"a": "⟦narrow⟧"}' }, /findings/u)
    expect(() => {
      checkValid('no-wide-word', noWideWord, { ...invalid, code: '{"a": "wide"}' }, surface)
    }).toThrow(/findings/u)
  })

  it('unparsable code', () => {
    failing({ code: '{"a": "alicloud_security_group ⟦wide⟧' }, /findings/u)
  })

  it('suggestions', () => {
    failing({ errors: [{ messageId: 'wide', data: { word: 'wide' } }] }, /suggestions/u)
    failing({ errors: [{ ...error, suggestions: [suggestion, suggestion] }] }, /suggestions/u)
    failing({ errors: [{ ...error, suggestions: [{ ...suggestion, data: { word: 'x' } }] }] }, /suggestions/u)
    failing({ errors: [{ ...error, suggestions: [{ ...suggestion, output: '{"a": "x"}' }] }] }, /output/u)
  })

  it('suggestion that breaks the text', () => {
    const code = '{"alicloud_security_group": "⟦wide⟧"}'
    const broken = { messageId: 'replace', data: { word: '"' }, output: '{"alicloud_security_group": """}' }
    failing({ code, options: [{ replacement: '"' }], errors: [{ ...error, suggestions: [broken] }] }, /parses/u)
  })

  it('suggestion that keeps its finding or adds one', () => {
    const kept = { messageId: 'replace', data: { word: 'wide!' }, output: '{"a": "wide!"}' }
    failing({ options: [{ replacement: 'wide!' }], errors: [{ ...error, suggestions: [kept] }] }, /replaced text/u)
    const two = { messageId: 'replace', data: { word: 'wide wide' }, output: '{"a": "wide wide"}', fixesFinding: false }
    failing({ options: [{ replacement: 'wide wide' }], errors: [{ ...error, suggestions: [two] }] }, /replaced text/u)
  })
})

it('a suggestion that adds a finding elsewhere fails', () => {
  // A word that is wide only while no other is narrow.
  const moody: SecurityGroupRule = {
    ...noWideWord,
    create(context) {
      const flip = context.sourceCode.text.includes('narrow')
      const listener = noWideWord.create(context)
      const tail = (): void => {
        const end = context.sourceCode.getLocFromIndex(context.sourceCode.text.length)
        context.report({ loc: { start: end, end }, messageId: 'wide', data: { word: 'end' } })
      }
      return flip ? { 'Program:exit': tail, 'Document:exit': tail } : listener
    },
  }
  for (const surface of surfaces) {
    expect(() => {
      checkInvalid('no-wide-word', moody, invalid, surface)
    }).toThrow(/adds/u)
  }
})
