import { describe, expect, it } from 'vitest'
import { only, readBoth, readGroup, readJson, textAt } from '../documents.ts'
import { ALI_GROUP, ALI_RULE, shown, stored } from './files.ts'

const rule = { security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'all', cidr_ip: '10.0.0.1' }

describe('terraform.tfstate', () => {
  const file = (...resources: readonly object[]): object => ({ ...stored([]), resources })

  it('tells instances by their module and key', () => {
    const source = JSON.stringify(
      file(
        { mode: 'managed', type: ALI_GROUP, name: 'app', instances: [{ attributes: { id: 'sg-1', vpc_id: 'vpc-1' } }] },
        {
          module: 'module.net["x"].module.sub[0]',
          mode: 'managed',
          type: ALI_RULE,
          name: 'ssh',
          instances: [
            { index_key: 0, attributes: rule },
            { index_key: 'a"b', attributes: rule },
            { attributes: rule },
            { index_key: 1, deposed: 'ab12cd34', attributes: rule },
          ],
        },
      ),
    )
    const { key, anchor, rules } = only(readJson(source))
    expect([key, textAt(source, anchor)]).toEqual([`${ALI_GROUP}.app`, '"app"'])
    const address = `module.net["x"].module.sub[0].${ALI_RULE}.ssh`
    expect(rules.map(({ label, origin }) => [label, textAt(source, origin)])).toEqual([
      [`${address}[0]`, '0'],
      [`${address}["a\\"b"]`, '"a\\"b"'],
      [address, '"ssh"'],
    ])
  })

  it('knows nothing of instances in the form before version 0.12', () => {
    const flat = { security_group_id: 'sg-1', type: 'ingress' }
    const { rules, complete } = readGroup(
      file({ mode: 'managed', type: ALI_RULE, name: 'a', instances: [{ attributes_flat: flat }] }),
    )
    expect(only(rules).direction.state).toBe('unknown')
    expect(complete).toEqual({ ingress: false, egress: false })
  })
})

describe('terraform show -json', () => {
  it('nests modules', () => {
    const at = (module: string, id: string): object => ({
      address: module,
      resources: [{ address: `${module}.${ALI_RULE}.a`, values: { ...rule, security_group_id: id } }],
    })
    const groups = readBoth(
      shown({
        resources: [{ address: `${ALI_GROUP}.app`, values: { id: 'sg-1' } }],
        child_modules: [{ ...at('module.m', 'sg-1'), child_modules: [at('module.m.module.n[0]', 'sg-2')] }],
      }),
    )
    expect(groups.map(({ key, rules }) => [key, rules.map(({ label }) => label)])).toEqual([
      [`${ALI_GROUP}.app`, [`module.m.${ALI_RULE}.a`]],
      ['sg-2', [`module.m.module.n[0].${ALI_RULE}.a`]],
    ])
  })
})

describe('an id', () => {
  it('that two groups claim is that of the first', () => {
    const resources = [
      { address: `${ALI_GROUP}.a`, values: { id: 'sg-1' } },
      { address: `${ALI_GROUP}.b`, values: { id: 'sg-1' } },
      { address: `${ALI_RULE}.a`, values: rule },
    ]
    expect(readBoth(shown({ resources })).map(({ key, rules }) => [key, rules.length])).toEqual([
      [`${ALI_GROUP}.a`, 1],
      [`${ALI_GROUP}.b`, 0],
    ])
  })

  it('of a rule resource is no group', () => {
    const set = 'tencentcloud_security_group_rule_set.web'
    const values = { id: 'sg-12345678', security_group_id: 'sg-12345678', ingress: [{ action: 'DROP' }] }
    expect(readGroup(shown({ resources: [{ address: set, values }] })).key).toBe('sg-12345678')
  })

  it.each(['__proto__', 'constructor', 'toString'])('may be %s', (id) => {
    const values = { ...rule, security_group_id: id }
    expect(readGroup(shown({ resources: [{ address: `${ALI_RULE}.a`, values }] })).key).toBe(id)
  })
})
