import { describe, expect, it } from 'vitest'
import { redundant } from '../../src/evaluator/index.ts'
import { policyOf } from '../../src/policy/build.ts'
import { defaultsOf, foundByDefault, policyWithoutDefaults } from '../../src/policy/defaults.ts'
import { readGroup } from '../formats/terraform/read.ts'

const variable = {
  all: { default: '0.0.0.0/0' },
  port: { default: '22' },
  kind: { default: 'ingress' },
  n: { default: 5 },
}

const ruleSet = (ingress: object[]) =>
  readGroup({
    variable,
    resource: { tencentcloud_security_group_rule_set: { web: { security_group_id: 'sg-1', ingress } } },
  })

const accept = { action: 'ACCEPT', cidr_block: '0.0.0.0/0', protocol: 'TCP', port: '22' }

describe('defaultsOf', () => {
  it('names every default of the rules once', () => {
    const { rules } = ruleSet([
      accept,
      { ...accept, cidr_block: '${var.all}', port: '${var.port}' },
      { ...accept, port: '${var.port}' },
    ])
    expect(defaultsOf(rules)).toEqual(['var.port', 'var.all'])
    expect(defaultsOf(rules.slice(0, 1))).toEqual([])
  })

  it('names those of direction and priority too', () => {
    const { rules } = readGroup({
      variable,
      resource: {
        alicloud_security_group_rule: {
          a: {
            security_group_id: 'sg-1',
            type: '${var.kind}',
            priority: '${var.n}',
            ip_protocol: 'all',
            cidr_ip: '::/0',
          },
        },
      },
    })
    expect(defaultsOf(rules)).toEqual(['var.kind', 'var.n'])
  })
})

describe('policyWithoutDefaults', () => {
  it('leaves open what a default settles, and nothing else', () => {
    const group = ruleSet([
      { ...accept, cidr_block: '${var.all}' },
      { ...accept, port: '${var.port}' },
    ])
    const [first, second] = policyWithoutDefaults(group, 'ingress').policy.rules
    expect(first).toMatchObject({ peers: { ranges: [] }, services: { certain: [{ protocol: 6 }] } })
    expect(second).toMatchObject({ services: { certain: [], possible: [{ protocol: 6 }] } })
    expect(second?.peers).toEqual(policyOf(group, 'ingress').policy.rules[1]?.peers)
  })
})

describe('foundByDefault', () => {
  const found = (ingress: object[]) => foundByDefault(policyOf(ruleSet(ingress), 'ingress'), redundant)

  it('holds findings that another default would undo', () => {
    expect(
      found([
        { ...accept, cidr_block: '${var.all}' },
        { ...accept, cidr_block: '9.9.9.9' },
      ]),
    ).toEqual(new Set([1]))
  })

  it('holds no finding that stands whatever is set', () => {
    expect(found([accept, { ...accept, port: '${var.port}', cidr_block: '10.0.0.0/8' }, accept])).toEqual(new Set([1]))
    expect(found([accept, accept])).toEqual(new Set())
  })
})
