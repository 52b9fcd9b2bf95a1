import * as jsonc from 'jsonc-eslint-parser'
import * as yaml from 'yaml-eslint-parser'
import { Linter, SourceCode, type AST } from 'eslint'
import { builtinRules } from 'eslint/use-at-your-own-risk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createParser, type Parser } from '../../src/parsers/create-parser.ts'

const keys = ['ab', 'security group']
const holdsKey = (text: string): boolean => keys.some((key) => text.includes(key))
const texts = fc.string({ unit: fc.constantFrom('a', 'b', ...keys, ' ', '\n', '\r', '{', ':', '\u2028', '😀') })

function spy(): { parser: Parser; calls: [string, object | undefined][] } {
  const calls: [string, object | undefined][] = []
  const parser: Parser = {
    meta: { name: 'spy', version: '1.2.3' },
    parseForESLint(text, options) {
      calls.push([text, options])
      return { ast: 'parsed' }
    },
  }
  return { parser, calls }
}

describe('createParser', () => {
  it('delegates exactly the texts that hold a key', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { parser, calls } = spy()
        const options = { filePath: 'a.json' }
        const { ast } = createParser('x', holdsKey, parser).parseForESLint(text, options)
        const held = text.includes('ab') || text.includes('security group')
        expect(calls).toEqual(held ? [[text, options]] : [])
        expect(ast === 'parsed').toBe(held)
      }),
    )
  })

  it('lets the errors of the underlying parser through', () => {
    expect(() => createParser('x', holdsKey, jsonc).parseForESLint('{ab')).toThrow()
  })

  it('tells its name and the version that reads the text', () => {
    expect(createParser('x', holdsKey, spy().parser).meta).toEqual({ name: 'security-group/x', version: '1.2.3' })
  })
})

describe.each([
  ['jsonc-eslint-parser', jsonc],
  ['yaml-eslint-parser', yaml],
])('the empty program on %s', (_name, underlying) => {
  const parser = createParser('x', () => false, underlying)

  it('spans the text, in the lines of ESLint', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const program = parser.parseForESLint(text).ast as AST.Program
        const sourceCode = new SourceCode(text, program)
        expect(program.range).toEqual([0, text.length])
        expect(program.loc).toEqual({
          start: sourceCode.getLocFromIndex(0),
          end: sourceCode.getLocFromIndex(text.length),
        })
      }),
    )
  })

  it('is walked by the core rules without a crash or a parse error', () => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other list of the core rules
    const rules: Linter.RulesRecord = Object.fromEntries([...builtinRules.keys()].map((name) => [name, 'error']))
    fc.assert(
      fc.property(texts, (text) => {
        const messages = new Linter().verify(text, { languageOptions: { parser }, rules })
        expect(messages.filter(({ ruleId }) => ruleId === null)).toEqual([])
      }),
    )
  })
})
