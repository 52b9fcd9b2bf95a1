/** What is suggested hangs on what the rules that are on would find in the outcome. */
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from '../../src/index.ts'

type Rules = Readonly<Record<string, readonly unknown[]>>

/** The suggestions for the first finding of the first of the rules, while all of them are on. */
function suggested(declarations: object, rules: Rules): readonly string[] {
  const [first = ''] = Object.keys(rules)
  const turned = Object.entries(rules).map(([name, options]) => [`security-group/${name}`, ['error', ...options]])
  const config: Linter.Config[] = [
    ...plugin.configs.all.map((each) => ({ ...each, rules: {} })),
    { rules: Object.fromEntries(turned) as Linter.RulesRecord },
  ]
  const messages = new Linter().verify(JSON.stringify(declarations), config, 'declarations.json')
  const found = messages.find(({ ruleId }) => ruleId === `security-group/${first}`)
  if (!found) throw new Error(`${first} finds nothing.`)
  return found.suggestions?.map(({ desc }) => desc) ?? []
}

/** `accept tcp 22 198.51.100.0/24`; a priority may follow. */
function permission(rule: string): object {
  const [verdict, protocol, ports, source, priority = '1'] = rule.split(' ')
  return {
    Direction: 'ingress',
    Policy: verdict,
    IpProtocol: protocol,
    PortRange: ports?.includes('-') ? ports.replace('-', '/') : `${ports ?? ''}/${ports ?? ''}`,
    SourceCidrIp: source,
    Priority: priority,
  }
}

function alicloud(...rules: readonly string[]): object {
  return { SecurityGroupId: 'sg-1', VpcId: 'vpc-1', Permissions: { Permission: rules.map(permission) } }
}

function tencentcloud(...rules: readonly string[]): object {
  const policies = rules.map((rule) => {
    const [verdict = '', protocol, ports, source] = rule.split(' ')
    return { Action: verdict.toUpperCase(), Protocol: protocol?.toUpperCase(), Port: ports, CidrBlock: source }
  })
  return { SecurityGroupPolicySet: { Version: '1', Ingress: policies } }
}

const DROP = 'Drop these packets instead.'
const REMOVE = 'Remove this rule.'
const open = 'accept tcp 22 0.0.0.0/0'

describe('a drop', () => {
  it('is suggested where nothing is said of it', () => {
    expect(suggested(tencentcloud(open), { 'no-public-admin-ports': [] })).toEqual([DROP])
  })

  it('gives way to removal where it would make a rule behind it redundant', () => {
    const policies = tencentcloud(open, 'drop all ALL 0.0.0.0/0')
    expect(suggested(policies, { 'no-public-admin-ports': [] })).toEqual([DROP])
    expect(
      suggested(tencentcloud(open, 'drop tcp 22 0.0.0.0/0'), { 'no-public-admin-ports': [], 'no-redundant-rules': [] }),
    ).toEqual([REMOVE])
  })

  it('gives way to removal where it would shadow a rule behind it', () => {
    const policies = tencentcloud('accept tcp 22-23 0.0.0.0/0', 'accept tcp 22 10.0.0.0/8', 'drop tcp 22 0.0.0.0/0')
    expect(suggested(policies, { 'no-public-admin-ports': [], 'no-shadowed-rules': [] })).toEqual([REMOVE])
  })

  it('gives way to removal where a tie would leave its order to be noticed', () => {
    const permissions = alicloud(open, 'accept tcp 20-25 10.0.0.0/8')
    expect(suggested(permissions, { 'no-public-admin-ports': [], 'no-ambiguous-order': [] })).toEqual([REMOVE])
  })

  it('is not suggested, nor is removal, where a check expects the port to be open', () => {
    const check = { direction: 'ingress', protocol: 'tcp', port: 22, ip: '0.0.0.0/0', expect: 'open' }
    const rules = { 'no-public-admin-ports': [], 'port-verification': [{ checks: [check] }] }
    expect(suggested(tencentcloud(open), rules)).toEqual([])
  })
})

describe('a source', () => {
  const narrow = { 'no-public-admin-ports': [{ allowedSources: ['81.69.102.0/24'] }] }

  it('is not suggested where another rule lets it in', () => {
    const policies = tencentcloud('accept tcp 22 81.69.102.0/24', open)
    expect(suggested(policies, narrow)).toEqual(['Let in 81.69.102.0/24 instead.', DROP])
    expect(suggested(policies, { ...narrow, 'no-redundant-rules': [] })).toEqual([DROP])
  })
})

describe('precedence', () => {
  it('is not suggested for a rule that would open what the others may not', () => {
    const policies = tencentcloud('drop tcp 1-100 0.0.0.0/0', 'accept tcp 22,80 0.0.0.0/0')
    const ahead = 'Move this rule ahead of ingress rule 1 (line 1: drop tcp 1-100 from 0.0.0.0/0).'
    expect(suggested(policies, { 'no-shadowed-rules': [] })).toEqual([ahead, REMOVE])
    expect(suggested(policies, { 'no-shadowed-rules': [], 'no-public-admin-ports': [] })).toEqual([REMOVE])
  })

  it('comes from a number behind, where the one ahead would be a tie', () => {
    const permissions = alicloud(open, 'drop tcp 22 198.51.100.0/24 2')
    expect(suggested(permissions, { 'no-shadowed-rules': [] })).toEqual([
      'Set priority 1, so that it takes effect.',
      REMOVE,
    ])
    expect(suggested(permissions, { 'no-shadowed-rules': [], 'no-ambiguous-order': [] })).toEqual([
      'Set priority 3 of ingress rule 1 (line 1: accept tcp 22 from 0.0.0.0/0), so that this rule takes effect.',
      REMOVE,
    ])
  })
})

it('port 465 gives way to removal where another rule accepts it', () => {
  const policies = tencentcloud('accept tcp 25 10.0.0.0/8', 'accept tcp 465 10.0.0.0/8')
  const rules = { 'no-smtp-port-25': [], 'no-redundant-rules': [] }
  expect(suggested(policies, rules)).toEqual([REMOVE])
  const both = tencentcloud('accept tcp 25,80 10.0.0.0/8', 'accept tcp 465 10.0.0.0/8', 'accept tcp 80 10.0.0.0/8')
  expect(suggested(both, { 'no-smtp-port-25': [] })).toEqual(['Use port 465 (SMTP over TLS).'])
})

it('what is not tried out is not suggested: the trials of a file come to an end', () => {
  const ports = Array.from({ length: 100 }, (_, index) => `accept tcp ${String(2 * index + 1)} 10.0.0.0/8`)
  const policies = tencentcloud(...Array.from({ length: 40 }, () => open), ...ports)
  const config: Linter.Config[] = [
    ...plugin.configs.all.map((each) => ({ ...each, rules: {} })),
    { rules: { 'security-group/no-redundant-rules': 'error' } },
  ]
  const messages = new Linter().verify(JSON.stringify(policies), config, 'declarations.json')
  const offered = messages.map(({ suggestions = [] }) => suggestions.length)
  expect(messages).toHaveLength(39)
  expect(offered.indexOf(0)).toBe(Math.floor(3000 / (140 + 10)))
  expect(offered.lastIndexOf(1)).toBe(offered.indexOf(0) - 1)
})
