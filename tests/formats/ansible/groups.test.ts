import { describe, expect, it, test } from 'vitest'
import { only, plainReading, readBoth, readGroup, readYaml } from '../documents.ts'
import { out, play, ssh, task, web } from './plays.ts'

const read = (given: unknown) => readGroup(play(task(given)))

describe('a group', () => {
  it('has its facts', () => {
    const group = read({ ...web, description: 'd' })
    expect(group).toMatchObject({
      provider: 'alicloud',
      key: 'web in vpc-1',
      network: 'vpc',
      type: { state: 'absent' },
    })
    expect([group.name, group.description].map(plainReading)).toEqual([
      { state: 'known', value: 'web' },
      { state: 'known', value: 'd' },
    ])
  })

  test('without a VPC is one of a classic network', () => {
    expect(read({ group_name: 'web' })).toMatchObject({ key: 'web', network: 'classic', name: { value: 'web' } })
  })

  test.each(['security_group_id', 'id', 'group_id'])('with %s exists, and may be of any type', (field) => {
    expect(read({ name: 'web', [field]: 'sg-1' })).toMatchObject({
      key: 'sg-1',
      network: 'unknown',
      type: { state: 'unknown' },
    })
  })

  test.each([
    ['absent', 0],
    ['present', 1],
  ])('state: %s declares %i', (state, count) => {
    expect(readBoth(play(task({ ...web, state, rules: [ssh] })))).toHaveLength(count)
  })

  test('of unknown state may not be whole', () => {
    const group = read({ ...web, state: '{{ state }}', rules: [ssh], rules_egress: [out] })
    expect(group.complete).toEqual({ ingress: false, egress: false })
  })
})

describe('arguments that are no object', () => {
  test.each(['name=web state=present', '{{ arguments }}', ['a']])('%j leave the group unknown', (given) => {
    expect(read(given)).toMatchObject({
      name: { state: 'unknown' },
      network: 'unknown',
      rules: [],
      complete: { ingress: false, egress: false },
    })
  })

  test('may delete it', () => {
    expect(readBoth(play(task('name=web state=absent')))).toEqual([])
  })

  test('without quotes, an expression is an object', () => {
    const group = only(readYaml('- hosts: all\n  tasks:\n    - ali_security_group: {{ arguments }}\n'))
    expect(group).toMatchObject({ name: { state: 'unknown' }, complete: { ingress: false } })
  })
})

describe('a list of rules is whole', () => {
  test.each([
    ['by default', {}],
    ['when told so', { purge_rules: true, purge_rules_egress: 'yes' }],
    ['with a null', { purge_rules: null }],
  ])('%s', (_, more) => {
    expect(read({ ...web, rules: [ssh], rules_egress: [out], ...more }).complete).toEqual({
      ingress: true,
      egress: true,
    })
  })

  test.each([false, 'no', '{{ purge }}', ['x']])('but not where it purges %j', (purge) => {
    const lists = { rules: [ssh], rules_egress: [out] }
    expect(read({ ...web, ...lists, purge_rules: purge }).complete).toEqual({ ingress: false, egress: true })
    expect(read({ ...web, ...lists, purge_rules_egress: purge }).complete).toEqual({ ingress: true, egress: false })
  })

  test.each([undefined, null, []])('but not where it is %j: then the module purges nothing', (rules) => {
    expect(read({ ...web, rules })).toMatchObject({ rules: [], complete: { ingress: false } })
  })

  test.each(['{{ rules }}', '{{ a + b }}', '{% if a %}x{% endif %}'])('but not where it is %s', (rules) => {
    expect(read({ ...web, rules })).toMatchObject({ rules: [], complete: { ingress: false } })
  })
})

describe('tasks on one group', () => {
  const groupsOf = (...given: readonly object[]) => readBoth(play(...given.map((each) => task(each))))

  test('share it; rules that two of them purge never meet', () => {
    const { rules, complete } = only(groupsOf({ ...web, rules: [ssh] }, { ...web, rules: [ssh] }))
    expect(new Set(rules.flatMap(({ conditions }) => conditions)).size).toBe(2)
    expect(complete).toEqual({ ingress: false, egress: false })
  })

  test('and rules that one of them adds stand beside the others', () => {
    const { rules } = only(groupsOf({ ...web, rules: [ssh] }, { ...web, rules: [ssh], purge_rules: false }))
    expect(rules.map(({ conditions }) => conditions)).toEqual([[], []])
  })

  test.each([
    [{ name: 'web' }, { name: 'db' }],
    [
      { name: 'web', vpc_id: 'vpc-1' },
      { name: 'web', vpc_id: 'vpc-2' },
    ],
    [
      { name: 'web', multi_ok: true },
      { name: 'web', multi_ok: true },
    ],
    [{ name: '{{ a | lower }}' }, { name: '{{ a | lower }}' }],
    [{}, {}],
  ])('%j and %j are two', (first, second) => {
    expect(groupsOf(first, second)).toHaveLength(2)
  })

  test('a variable names one group', () => {
    expect(groupsOf({ name: '{{ sg }}' }, { name: '{{ sg }}' })).toHaveLength(1)
  })

  test('yet not where it changes with a loop', () => {
    const looped = task({ name: '{{ item }}' }, { loop: ['a'] })
    expect(readBoth(play(looped, looped))).toHaveLength(2)
  })
})
