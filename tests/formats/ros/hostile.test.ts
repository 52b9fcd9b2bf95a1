import { describe, expect, it } from 'vitest'
import { plainReading, readJson, readYaml } from '../documents.ts'
import { ssh, template, withIngress } from './templates.ts'

const nested = (depth: number, wrap: (inner: unknown) => object, inner: unknown): unknown =>
  Array.from({ length: depth }).reduce<unknown>(wrap, inner)

describe('hostile templates', () => {
  it('leaves a list under too many conditions unread', () => {
    const list = nested(60, (inner) => ({ 'Fn::If': ['C', inner, { Ref: 'ALIYUN::NoValue' }] }), [ssh])
    const [group] = readJson(JSON.stringify(withIngress(list)))
    expect(group).toMatchObject({ rules: [], complete: { ingress: false } })
  })

  it('leaves a value under too many functions unknown', () => {
    const value = nested(60, (inner) => ({ 'Fn::Join': ['', [inner]] }), 'x')
    const [group] = readJson(JSON.stringify(withIngress([{ ...ssh, Description: value }])))
    expect(group?.rules[0]?.description?.state).toBe('unknown')
  })

  it('reads aliases that double each other no further than the file is long', () => {
    const levels = Array.from({ length: 25 }, (_, index) => {
      const inner = index === 0 ? 'x' : `*l${index - 1}, *l${index - 1}`
      return `  L${index}: &l${index} {'Fn::Join': ['', [${inner}]]}`
    })
    const text = [
      'Metadata:',
      ...levels,
      'Resources:',
      '  Ssh: {Type: ALIYUN::ECS::SecurityGroupIngress, Properties: {Description: *l24}}',
    ].join('\n')
    expect(readYaml(text)[0]?.rules[0]?.description?.state).toBe('unknown')
  })

  it('survives an alias to itself', () => {
    const [group] = readYaml(`
Resources:
  Sg:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress: &list
        - {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0}
        - Fn::If: [C, *list, *list]
`)
    expect(group?.complete.ingress).toBe(false)
    expect(group?.rules[0]?.protocol.state).toBe('known')
  })

  it('reads a variable once, however often a text holds it', () => {
    const levels = Array.from({ length: 15 }).reduce<unknown>(
      (inner) => ({ 'Fn::Sub': ['${A}'.repeat(1000), { A: inner }] }),
      'x',
    )
    const [group] = readJson(JSON.stringify(withIngress([{ ...ssh, Description: levels }])))
    expect(group?.rules[0]?.description?.state).toBe('unknown')
  })

  it('unfolds the default of a parameter no further than a group has rules', () => {
    const Parameters = { Rules: { Type: 'Json', Default: Array.from({ length: 100 }, () => ssh) } }
    const list = { 'Fn::ListMerge': Array.from({ length: 1000 }, () => ({ Ref: 'Rules' })) }
    const [group] = readJson(JSON.stringify(withIngress(list, { Parameters })))
    expect(group?.rules).toHaveLength(200)
    expect(group?.complete.ingress).toBe(false)
  })

  it('spends on braces no more than on other text', () => {
    const items = Array.from({ length: 200 }, () => ({ ...ssh, Description: { 'Fn::Sub': '${'.repeat(2000) } }))
    const [group] = readJson(JSON.stringify(withIngress(items)))
    expect(plainReading(group?.rules[0]?.description)).toEqual({ state: 'known', value: '${'.repeat(2000) })
  })

  it('reads ten thousand rules of one group', () => {
    const rules = Array.from({ length: 10_000 }, (_, index): [string, object] => [
      `R${index}`,
      { Type: 'ALIYUN::ECS::SecurityGroupIngress', Properties: { SecurityGroupId: { Ref: 'Sg' }, ...ssh } },
    ])
    const text = JSON.stringify(template({ ...Object.fromEntries(rules), Sg: { Type: 'ALIYUN::ECS::SecurityGroup' } }))
    expect(readJson(text)[0]?.rules).toHaveLength(10_000)
  })
})
