import { Linter } from 'eslint'
import * as jsonc from 'jsonc-eslint-parser'
import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { policySet, policy } from '../rules/declarations.ts'

/** What the rules find that are named in `on`, with the settings of the plugin. */
function lint(settings: unknown, on: Linter.RulesRecord, code: string): Linter.LintMessage[] {
  return new Linter().verify(
    code,
    [
      {
        files: ['**/*.json'],
        languageOptions: { parser: jsonc },
        plugins: { 'security-group': { rules } },
        rules: on,
        settings: { 'security-group': settings },
      },
    ],
    'a.json',
  )
}

const found = (...args: Parameters<typeof lint>): (string | null)[] => lint(...args).map(({ ruleId }) => ruleId)

const ADMIN = 'security-group/no-public-admin-ports'
const WIDE = policySet([policy({ CidrBlock: '120.0.0.0/7' })])

describe('own networks', () => {
  const on: Linter.RulesRecord = Object.fromEntries(
    [
      'no-public-admin-ports',
      'no-public-all-ports',
      'no-public-sensitive-ports',
      'no-isp-blocked-ports',
      'no-unrestricted-egress',
    ].map((name) => [`security-group/${name}`, 'error']),
  )
  const code = policySet(
    [
      policy({ CidrBlock: '120.0.0.0/7', Protocol: 'ALL', Port: 'ALL' }),
      policy({ CidrBlock: '121.0.0.0/8', Port: '445' }),
    ],
    [policy({ CidrBlock: '120.0.0.0/7', Protocol: 'ALL', Port: 'ALL' })],
  )

  it('are public to no rule', () => {
    expect(found({ ownNetworks: ['120.0.0.0/8', '121.0.0.0/8'] }, on, code)).toEqual([])
  })

  it('count as public where nothing is said', () => {
    expect(new Set(found({}, on, code)).size).toBeGreaterThan(2)
    expect(found(undefined, on, WIDE)).toEqual([ADMIN])
  })
})

describe('allowed sources', () => {
  it('are taken by every rule that has the option, besides its own', () => {
    expect(found({ allowedSources: ['120.0.0.0/8'] }, { [ADMIN]: 'error' }, WIDE)).toEqual([])
    const own = { allowedSources: ['121.0.0.0/8'], widestSource: { ipv4: 9 } }
    expect(found({}, { [ADMIN]: ['error', own] }, WIDE)).toEqual([ADMIN])
    expect(found({ allowedSources: ['120.0.0.0/8'] }, { [ADMIN]: ['error', own] }, WIDE)).toEqual([])
  })

  it('are suggested, each once', () => {
    const both = { allowedSources: ['192.0.2.7', '192.0.2.9'] }
    const [message] = lint({ allowedSources: ['192.0.2.9', '192.0.2.8'] }, { [ADMIN]: ['error', both] }, WIDE)
    expect(message?.suggestions?.map(({ desc }) => desc)).toEqual([
      'Let in 192.0.2.7 instead.',
      'Let in 192.0.2.9 instead.',
      'Let in 192.0.2.8 instead.',
      'Drop these packets instead.',
    ])
  })
})

describe('quotas', () => {
  const QUOTA = 'security-group/no-quota-overflow'
  const two = policySet([policy(), policy({ Port: '23' })])

  it('take the place of the documented ones', () => {
    expect(found({ quotas: { tencentcloud: { rulesPerDirection: 1 } } }, { [QUOTA]: 'error' }, two)).toEqual([QUOTA])
    expect(found({ quotas: { alicloud: { rulesPerGroup: 1 } } }, { [QUOTA]: 'error' }, two)).toEqual([])
  })

  it('give way to the option', () => {
    const option = { quotas: { tencentcloud: { rulesPerDirection: 2 } } }
    expect(found({ quotas: { tencentcloud: { rulesPerDirection: 1 } } }, { [QUOTA]: ['error', option] }, two)).toEqual(
      [],
    )
  })
})

describe('the provider', () => {
  const VALID = 'security-group/valid-rule-fields'
  const permission = { IpProtocol: 'tcp', PortRange: '22', SourceCidrIp: '10.0.0.0/8' }
  const ambiguous = JSON.stringify({
    Ingress: [policy({ CidrBlock: '10.0.0.0/8', Port: '22/22' })],
    Permissions: { Permission: [{ ...permission, Direction: 'ingress' }] },
  })
  const text = (provider?: string): string | undefined =>
    lint(provider && { provider }, { [VALID]: 'error' }, ambiguous).map(({ message }) => message.split('`')[1])[0]

  it('settles which format reads a document that several recognise', () => {
    expect(text()).toBe('22/22')
    expect(text('tencentcloud')).toBe('22/22')
    expect(text('alicloud')).toBe('22')
  })

  it('changes nothing where there is one format', () => {
    expect(found({ provider: 'alicloud' }, { [ADMIN]: 'error' }, WIDE)).toEqual([ADMIN])
  })
})

describe('settings that are refused', () => {
  it.each([
    ['a list', [], 'must be an object.'],
    ['nothing', null, 'must be an object.'],
    ['an unknown key', { ownNetwork: [] }, '`ownNetwork` is not among ownNetworks, allowedSources, quotas, provider.'],
    ['no list', { ownNetworks: '10.0.0.0/8' }, 'ownNetworks: must be a list of IP addresses and CIDRs, as strings.'],
    ['no text', { allowedSources: [10] }, 'allowedSources: must be a list of IP addresses and CIDRs, as strings.'],
    ['no address', { ownNetworks: ['10.0.0.0/8', 'office'] }, 'ownNetworks: `office` is no IP address or CIDR.'],
    ['no quotas', { quotas: 200 }, 'quotas: must be an object of quotas by provider.'],
    ['another cloud', { quotas: { aws: {} } }, 'quotas: `aws` is not among alicloud, tencentcloud.'],
    ['no numbers', { quotas: { alicloud: 200 } }, 'quotas: alicloud must be an object of numbers by quota.'],
    [
      'another quota',
      { quotas: { alicloud: { rules: 200 } } },
      'quotas: `rules` is not among expandedRulesPerGroup, groupsPerInterface, rulesPerDirection, rulesPerGroup, rulesPerInterface.',
    ],
    [
      'no whole number',
      { quotas: { alicloud: { rulesPerGroup: 1.5 } } },
      'quotas: alicloud.rulesPerGroup must be a whole number, 0 or more.',
    ],
    ['another provider', { provider: 'aws' }, 'provider: `aws` is not among alicloud, tencentcloud.'],
    ['a list of providers', { provider: ['alicloud'] }, 'provider: must be one of alicloud, tencentcloud.'],
    ['no text at all', { provider: { toString: null } }, 'provider: must be one of alicloud, tencentcloud.'],
  ])('%s', (_, settings, what) => {
    // Also in a file that declares nothing.
    for (const code of [WIDE, '{}']) {
      expect(() => lint(settings, { [ADMIN]: 'error' }, code)).toThrow(`Settings "security-group": ${what}`)
    }
  })

  it('tell no more than what is wrong', () => {
    let stack: string | undefined
    try {
      lint({ own: [] }, { [ADMIN]: 'error' }, '{}')
    } catch (error) {
      stack = (error as Error).stack
    }
    expect(stack).toMatch(
      /^Error while loading rule 'security-group\/no-public-admin-ports': Settings "security-group": /u,
    )
    expect(stack).not.toMatch(/^\s+at /mu)
  })

  it('may be undefined', () => {
    for (const settings of [
      { ownNetworks: undefined },
      { quotas: { alicloud: undefined } },
      { quotas: { alicloud: { rulesPerGroup: undefined } } },
    ]) {
      expect(found(settings, { [ADMIN]: 'error' }, WIDE)).toEqual([ADMIN])
    }
  })
})
