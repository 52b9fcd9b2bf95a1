import { describe, expect, it, test } from 'vitest'
import { only, readBoth, readGroup, readYaml, textAt } from '../documents.ts'
import { play, ssh, task, web } from './plays.ts'

const named = (name: string) => task({ name, rules: [ssh] })
const names = (data: unknown) => readBoth(data).map(({ key }) => key)
const conditionsOf = (data: unknown) => only(readGroup(data).rules).conditions

describe('tasks are found', () => {
  test('in every section of a play, in order', () => {
    const sections = { handlers: [named('d')], post_tasks: [named('c')], tasks: [named('b')], pre_tasks: [named('a')] }
    expect(
      names([
        { hosts: 'all', ...sections },
        { hosts: 'all', tasks: [named('e')] },
      ]),
    ).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('in blocks', () => {
    const block = { block: [named('a'), { block: [named('b')] }], rescue: [named('c')], always: [named('d')] }
    expect(names(play(block))).toEqual(['a', 'b', 'c', 'd'])
  })

  test('in the task file of a role', () => {
    expect(names([named('a'), { debug: { msg: 'x' } }, { block: [named('b')] }])).toEqual(['a', 'b'])
  })

  test.each(['ali_security_group', 'alicloud_security_group', 'alibaba.alicloud.ali_security_group'])(
    'of %s',
    (module) => {
      expect(names(play(task(web, {}, module)))).toHaveLength(1)
    },
  )

  test.each(['action', 'local_action'])('of a module under %s', (action) => {
    expect(names(play({ [action]: { module: 'ali_security_group', ...web } }))).toEqual(['web in vpc-1'])
  })

  test('with arguments under `args`', () => {
    const keywords = { args: { name: 'other', rules: [ssh] } }
    expect(readGroup(play(task({ name: 'web' }, keywords)))).toMatchObject({
      key: 'web',
      rules: [{ label: 'ingress rule 1' }],
    })
    expect(readGroup(play(task(null, keywords)))).toMatchObject({ key: 'other', rules: [{ label: 'ingress rule 1' }] })
  })
})

describe('conditions', () => {
  test.each([
    ['env == "prod"', ['env == "prod"=true']],
    [
      ['a', 'b'],
      ['a=true', 'b=true'],
    ],
    [true, []],
  ])('when: %j', (when, conditions) => {
    expect(conditionsOf(play(task({ name: 'web', rules: [ssh] }, { when })))).toEqual(conditions)
    expect(conditionsOf(play({ block: [named('web')], when }))).toEqual(conditions)
    expect(readGroup(play(task({ name: 'web', rules: [ssh] }, { when }))).complete.ingress).toBe(true)
  })

  test('`when: false` declares nothing', () => {
    expect(readBoth(play(task(web, { when: false }), { block: [task(web)], when: [true, false] }))).toEqual([])
  })

  test('a rescue runs on failure, a handler on notice', () => {
    expect(conditionsOf(play({ rescue: [named('web')] }))).toHaveLength(1)
    expect(conditionsOf([{ hosts: 'all', handlers: [named('web')] }])).toHaveLength(1)
    expect(conditionsOf(play({ always: [named('web')] }))).toEqual([])
  })

  test.each(['loop', 'with_items', 'with_dict'])('%s may run a task any number of times', (keyword) => {
    const group = readGroup(play(task({ name: 'web', rules: [ssh] }, { [keyword]: ['a', 'b'] })))
    expect(only(group.rules).conditions).toHaveLength(1)
    expect(group.complete).toEqual({ ingress: false, egress: false })
  })
})

describe('look-alikes declare nothing', () => {
  test.each([
    [
      [
        {
          'amazon.aws.ec2_security_group': {
            name: 'web',
            rules: [{ proto: 'tcp', ports: [22], cidr_ip: '0.0.0.0/0' }],
          },
        },
      ],
    ],
    [play({ ec2_group: { name: 'web' } })],
    [play({ ali_security_group_info: { name: 'web' } })],
    [play({ name: 'ali_security_group' })],
    [play({ action: 'ali_security_group name=web' })],
    [{ ali_security_group: web }],
    [{ tasks: [task(web)] }],
    [['ali_security_group']],
    [[[task(web)]]],
  ])('%j', (data) => {
    expect(readBoth(data)).toEqual([])
  })
})

test('blocks may nest too deeply to be read', () => {
  let item: object = task(web)
  for (let depth = 0; depth < 300; depth++) item = { block: [item] }
  expect(readBoth([item])).toEqual([])
})

describe('places', () => {
  const text = `- hosts: all
  tasks:
    - name: Make a group
      ali_security_group:
        name: web
        rules:
          - {ip_protocol: tcp, port_range: 22/22, source_cidr_ip: 0.0.0.0/0}
    - ali_security_group: {name: db}
`
  const [first, second] = readYaml(text)

  it('are the names of tasks, or of the module', () => {
    expect(textAt(text, first?.declaration)).toBe('Make a group')
    expect(textAt(text, second?.declaration)).toBe('ali_security_group')
    expect(first?.declaration?.remove()).toBeUndefined()
  })

  it('are the items of lists', () => {
    const rule = only(first?.rules ?? [])
    expect(textAt(text, rule.origin)).toMatch(/^\{ip_protocol: tcp.*\}$/u)
    expect(rule.origin.remove()).toBeDefined()
  })
})
