import { describe, expect, it } from 'vitest'
import type { ProtocolPorts, Provider } from '../../src/providers/provider.ts'
import { providers } from '../../src/providers/index.ts'
import { origin } from './raw-rules.ts'
import { ABSENT } from '../../src/model/reading.ts'

const printed = ({ protocol, ports }: ProtocolPorts): string =>
  `${protocol}: ${ports.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(', ')}`

describe.each(Object.entries(providers))('%s', (name, provider: Provider) => {
  it('is called what it is', () => {
    expect(provider.name).toBe(name)
    expect(provider.title).toMatch(/ Cloud$/u)
  })

  it('names a source for every number', () => {
    const facts = [...Object.values(provider.quotas), provider.blockedPorts, provider.smtp, provider.retiredAddresses]
    for (const { source } of facts.filter((fact) => fact !== undefined))
      expect(source).toMatch(/^(?:seed 00\d|Tencent Cloud document)/u)
  })

  it('knows the ports that carriers block', () => {
    expect(provider.blockedPorts.value.map(printed)).toEqual([
      '6: 42, 135, 137, 138, 139, 445, 593, 1025, 1068, 1434, 3127-3130, 4444, 5554, 5800, 5900, 9996',
      '17: 135-139, 1026-1028, 1068, 1433, 1434, 5554, 9996',
    ])
  })
})

it('knows the order of rules and the quotas', () => {
  const { alicloud, tencentcloud } = providers
  expect(alicloud.precedence).toEqual({ by: 'priority', tie: 'drop' })
  expect(tencentcloud.precedence).toEqual({ by: 'position' })
  const numbers = ({ quotas }: Provider): object =>
    Object.fromEntries(Object.entries(quotas).map(([quota, { value }]) => [quota, value]))
  expect(numbers(alicloud)).toEqual({ rulesPerGroup: 200, groupsPerInterface: 5, rulesPerInterface: 1000 })
  expect(numbers(tencentcloud)).toEqual({
    rulesPerDirection: 100,
    expandedRulesPerGroup: 2000,
    groupsPerInterface: 5,
  })
})

it.each(['ingress', 'egress'] as const)('Tencent Cloud drops what no %s rule matches', (direction) => {
  const group = {
    provider: 'tencentcloud',
    key: 'g',
    anchor: origin(),
    name: ABSENT,
    description: ABSENT,
    type: ABSENT,
    network: 'vpc',
    rules: [],
    complete: { ingress: true, egress: true },
  } as const
  expect(providers.tencentcloud.defaultVerdict(group, direction)).toBe('drop')
})
