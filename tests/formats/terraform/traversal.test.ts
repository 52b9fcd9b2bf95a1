import { describe, expect, test } from 'vitest'
import { parseTraversal } from '../../../src/formats/terraform/traversal.ts'

describe('parseTraversal', () => {
  test.each([
    ['var.a', 'var', ['a']],
    ['web', 'web', []],
    ['a_b.c-d.e', 'a_b', ['c-d', 'e']],
    ['local.l[0]', 'local', ['l', 0]],
    ['local.l[ 12 ].x', 'local', ['l', 12, 'x']],
    ['local.l.0.x', 'local', ['l', 0, 'x']],
    ['local.m["a.b"]', 'local', ['m', 'a.b']],
    ['local.m["__proto__"]', 'local', ['m', '__proto__']],
    ['t.n[each.key].id', 't', ['n', undefined, 'id']],
    ['t.n["${var.a}"].id', 't', ['n', undefined, 'id']],
    ['t.n[*].id', 't', ['n', undefined, 'id']],
    ['t.n.*.id[0]', 't', ['n', undefined, 'id', 0]],
  ])('reads %j', (text, root, steps) => {
    expect(parseTraversal(text)).toEqual({ root, steps, text })
  })

  test.each([
    '',
    '1',
    '"a"',
    'f(var.a)',
    'var.a + 1',
    'var.a ? 1 : 2',
    '!var.a',
    '[var.a]',
    'l[m[0]]',
    'var.a.',
    'a b',
  ])('does not read %j', (text) => {
    expect(parseTraversal(text)).toBeUndefined()
  })
})
