import { describe, expect, test } from 'vitest'
import { parseTemplate } from '../../../src/formats/terraform/template.ts'

describe('parseTemplate', () => {
  test.each([
    ['', []],
    ['plain', ['plain']],
    ['$ { % } $', ['$ { % } $']],
    ['${var.a}', [{ expression: 'var.a' }]],
    ['${ var.a }', [{ expression: 'var.a' }]],
    ['10.${var.a}.0.0/16', ['10.', { expression: 'var.a' }, '.0.0/16']],
    ['${a.b}${c.d}', [{ expression: 'a.b' }, { expression: 'c.d' }]],
    ['$${var.a}', ['${var.a}']],
    ['%%{if}', ['%{if}']],
    ['$${a}-${b.c}', ['${a}-', { expression: 'b.c' }]],
    ['${m["}"]}', [{ expression: 'm["}"]' }]],
    ['${m["\\"}"]}', [{ expression: 'm["\\"}"]' }]],
    ['${{ a = 1 }}', [{ expression: '{ a = 1 }' }]],
    ['${join("-", ["${a.b}", "}"])}.', [{ expression: 'join("-", ["${a.b}", "}"])' }, '.']],
  ])('splits %j', (text, parts) => {
    expect(parseTemplate(text)).toEqual(parts)
  })

  test.each(['%{ if var.a }x%{ endif }', '${var.a', '${"}', 'a${b.c}%{', '${"${"}'])('does not read %j', (text) => {
    expect(parseTemplate(text)).toBeUndefined()
  })
})
