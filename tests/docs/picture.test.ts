/** The picture of the README is drawn from what ESLint finds today. */
import { readFile } from 'node:fs/promises'
import { Linter } from 'eslint'
import { expect, it } from 'vitest'
import { draw } from '../../scripts/picture/svg.js'
import plugin from '../../src/index.ts'

const code = await readFile('fixtures/tencentcloud/terraform/shop.tf.json', 'utf8')
const found = new Linter().verify(code, plugin.configs.recommended, 'shop.tf.json')

it('is current: `npm run picture` draws it anew', async () => {
  expect(draw('shop.tf.json', code, found)).toBe(await readFile('docs/picture.svg', 'utf8'))
})

it('underlines every line of a finding from its first column to its last', () => {
  const finding = { line: 1, column: 3, endLine: 2, endColumn: 5, severity: 2, message: 'm', ruleId: 'r' } as const
  const paths = [
    ...draw('a.json', 'abcdefgh\n  cdefgh\n', [finding]).matchAll(/<path d="M([\d.]+) ([\d.]+)(\S+ [^"]*)"/gu),
  ]
  const waves = paths.map(([, x, , wave = '']) => [Number(x), wave.split('q').length - 1])
  // Seven pixels a character, from a gutter of 44; a wave takes six.
  expect(waves).toEqual([
    [44 + 2 * 7.2, Math.round((6 * 7.2) / 6)],
    [44 + 2 * 7.2, Math.round((2 * 7.2) / 6)],
  ])
  expect(paths[1]?.[2]).not.toBe(paths[0]?.[2])
})

it('needs nothing but itself, and says what the file says', () => {
  const picture = draw('a.json', '"<&"\n', [])
  expect(picture).toContain('>"&lt;&amp;"</text>')
  expect(picture).not.toMatch(/<script|<style|<foreignObject|href|url\(/u)
})
