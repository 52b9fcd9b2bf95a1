/** Directives in remarks suppress what rules report in the declaration that holds them, on every surface. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { noPublicAdminPorts } from '../../rules/no-public-admin-ports.ts'
import { noShadowedRules } from '../../rules/no-shadowed-rules.ts'
import { noSmtpPort25 } from '../../rules/no-smtp-port-25.ts'
import { lint } from '../support/lint.ts'
import { surfacesOf } from '../support/surfaces.ts'
import { alicloudRule, alicloudRules, json, permission, ros, ruleSet, setRule } from '../rules/declarations.ts'

const ID = 'security-group/no-public-admin-ports'
const DISABLE = `eslint-disable ${ID} -- honeypot`

/** The lines of what the rules find, which every surface agrees on. */
function lines(code: string, filename = 'main.tf.json'): number[] {
  const found = surfacesOf(filename).map((surface) =>
    lint({ name: 'no-public-admin-ports', rule: noPublicAdminPorts }, surface, filename, code).map(({ line }) => line),
  )
  for (const each of found) expect(each).toEqual(found[0])
  return found[0] ?? []
}

/** The lines in which a text stands. */
function linesWith(code: string, text: string): number[] {
  return code.split('\n').flatMap((line, index) => (line.includes(text) ? [index + 1] : []))
}

describe('Terraform JSON', () => {
  const [marked, plain] = [setRule({ '//': DISABLE }), setRule({ cidr_block: '128.0.0.0/1', port: '3389' })]

  it('a nested block', () => {
    const code = ruleSet([marked, plain])
    expect(lines(code)).toEqual(linesWith(code, '128.0.0.0/1'))
  })

  it('a resource', () => {
    const code = alicloudRules({
      ssh: alicloudRule({ '//': DISABLE }),
      rdp: alicloudRule({ port_range: '3389/3389', cidr_ip: '128.0.0.0/1' }),
    })
    expect(lines(code)).toEqual(linesWith(code, '128.0.0.0/1'))
  })

  it('the label of a resource', () => {
    const late = { policy: 'drop', priority: 20, '//': 'eslint-disable security-group/no-shadowed-rules' }
    const subject = { name: 'no-shadowed-rules', rule: noShadowedRules }
    for (const [body, count] of [
      [alicloudRule(late), 0],
      [[alicloudRule(late)], 0],
      [[alicloudRule(late), alicloudRule({ ...late, '//': '' })], 2],
    ] as const) {
      const code = alicloudRules({ all: alicloudRule(), late: body })
      for (const surface of surfacesOf('main.tf.json')) {
        expect(lint(subject, surface, 'main.tf.json', code)).toHaveLength(count)
      }
    }
  })

  it('one of several bodies of a label', () => {
    const body = (more: Readonly<Record<string, unknown>>): object => alicloudRule(more)
    const code = alicloudRules({
      ssh: [body({ '//': DISABLE }), body({ cidr_ip: '128.0.0.0/1', port_range: '3389/3389' })],
    })
    expect(lines(code)).toEqual(linesWith(code, '128.0.0.0/1'))
  })

  it('the whole file', () => {
    expect(lines(ruleSet([plain, setRule()], [], { '//': DISABLE }))).toEqual([])
  })

  it('a list of texts, of which one is a directive', () => {
    expect(lines(ruleSet([setRule({ '//': ['scanned all day', DISABLE] })]))).toEqual([])
  })

  it('every rule', () => {
    expect(lines(ruleSet([setRule({ '//': 'eslint-disable' })]))).toEqual([])
    expect(lines(ruleSet([setRule({ '//': 'eslint-disable -- honeypot' })]))).toEqual([])
  })

  it('several rules', () => {
    expect(lines(ruleSet([setRule({ '//': `eslint-disable security-group/no-smtp-port-25, ${ID}` })]))).toEqual([])
  })

  it.each([
    ['another rule', 'eslint-disable security-group/no-smtp-port-25'],
    ['a name without its prefix', 'eslint-disable no-public-admin-ports'],
    ['a directive that is about lines', `eslint-disable-line ${ID}`],
    ['a directive that does not come first', `We wrote: eslint-disable ${ID}`],
    ['a word that only begins so', `eslint-disabled ${ID}`],
    ['a name behind the reason', `eslint-disable security-group/no-smtp-port-25 -- not ${ID}`],
  ])('%s suppresses nothing', (_, text) => {
    expect(lines(ruleSet([setRule({ '//': text })]))).toHaveLength(1)
  })

  it('only text is a remark', () => {
    expect(lines(ruleSet([setRule({ '//': { eslint: [[DISABLE]] }, '//2': DISABLE })]))).toHaveLength(1)
  })

  it('the remark of a sibling, and that of a block inside, say nothing of the rule', () => {
    const code = alicloudRules(
      { ssh: alicloudRule({ timeouts: { '//': DISABLE } }) },
      { locals: { '//': DISABLE, a: 1 } },
    )
    expect(lines(code)).toHaveLength(1)
  })

  it('two rules have remarks of their own', () => {
    const subject = {
      name: 'no-smtp-port-25',
      rule: noSmtpPort25,
      others: { 'no-public-admin-ports': noPublicAdminPorts },
    }
    const code = ruleSet([setRule({ '//': DISABLE, port: '22,25' })])
    for (const surface of surfacesOf('main.tf.json')) {
      const found = lint(subject, surface, 'main.tf.json', code)
      expect(found.map(({ ruleId }) => ruleId)).toEqual(['security-group/no-smtp-port-25'])
    }
  })
})

describe('expiry', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    ['2027-01-31T23:59:59Z', 0],
    ['2027-02-01T00:00:00Z', 1],
  ])('at %s there are %i findings', (now, count) => {
    vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] })
    for (const text of [
      `eslint-disable ${ID} until 2027-01-31`,
      `eslint-disable ${ID} until 2027-01-31 -- honeypot`,
      `eslint-disable ${ID} -- until 2027-01-31: honeypot`,
      `eslint-disable ${ID} -- honeypot, until 2027-01-31.`,
      'eslint-disable until 2027-01-31',
    ]) {
      expect(lines(ruleSet([setRule({ '//': text })])), text).toHaveLength(count)
    }
  })

  it.each([
    ...['2027-02-30', '2027-13-01', '2027-1-31', '2027/01/31', '31.01.2027', '2027-01'],
    ...['January 2027', '31 January 2027', '31. jan. 2027', 'Jan 31, 2027'],
  ])('%s is no day', (day) => {
    expect(lines(ruleSet([setRule({ '//': `eslint-disable ${ID} -- until ${day}` })]))).toHaveLength(1)
  })

  it.each(['until 3 tickets are done', 'until 2.0.1 is out', 'until then', 'until May', 'until PR 2041 lands'])(
    '%s is a reason',
    (reason) => {
      expect(lines(ruleSet([setRule({ '//': `eslint-disable ${ID} -- ${reason}` })]))).toEqual([])
    },
  )
})

describe('ROS', () => {
  const template = ros([permission(), permission({ SourceCidrIp: '::/0' })])
  const withMetadata = (metadata: unknown): string =>
    json(
      JSON.parse(template, (key: string, value: object) =>
        key === 'App' ? { ...value, Metadata: metadata } : value,
      ) as object,
    )

  it.each([[DISABLE], [[DISABLE]], [{ eslint: DISABLE }], [{ a: 1, '//': ['x', DISABLE] }]])(
    'the metadata of a resource: %j',
    (metadata) => {
      expect(lines(withMetadata(metadata), 'template.json')).toEqual([])
    },
  )

  it('the metadata of the template', () => {
    expect(lines(ros([permission()], [], { Metadata: { eslint: DISABLE } }), 'template.json')).toEqual([])
  })

  it('in YAML, beside a group of its own', () => {
    const group = (id: string, metadata: string): string => `
  ${id}:
    Type: ALIYUN::ECS::SecurityGroup${metadata}
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0}`
    const head = "ROSTemplateFormatVersion: '2015-09-01'\nResources:"
    const code = `${head}${group('A', `\n    Metadata:\n      eslint: ${DISABLE}`)}${group('B', '')}\n`
    expect(lines(code, 'template.yaml')).toEqual(linesWith(code, '0.0.0.0/0').slice(1))
  })

  it('no other place', () => {
    expect(lines(withMetadata({ a: { eslint: DISABLE } }), 'template.json')).toHaveLength(1)
    expect(lines(ros([permission({ '//': DISABLE })], [], { '//': DISABLE }), 'template.json')).toHaveLength(1)
  })
})

describe('Crossplane', () => {
  const rule = (name: string, annotations: object): object => ({
    apiVersion: 'ecs.alibabacloud.crossplane.io/v1alpha1',
    kind: 'SecurityGroupRule',
    metadata: { name, annotations },
    spec: {
      forProvider: {
        securityGroupId: 'sg-1',
        type: 'ingress',
        ipProtocol: 'tcp',
        ...(name === 'a'
          ? { portRange: '22/22', cidrIp: '0.0.0.0/0' }
          : { portRange: '3389/3389', cidrIp: '128.0.0.0/1' }),
        policy: 'accept',
        priority: 1,
      },
    },
  })

  it('the annotations of an object', () => {
    const items = [rule('a', { eslint: DISABLE }), rule('b', { eslint: 'off' })]
    const code = json({ apiVersion: 'v1', kind: 'List', items })
    expect(lines(code, 'rules.json')).toEqual(linesWith(code, '128.0.0.0/1'))
  })
})

describe('formats without a place for remarks', () => {
  it('the APIs', () => {
    const permissions = { Permission: [permission({ '//': DISABLE, Direction: 'ingress' })] }
    const code = json({
      '//': DISABLE,
      Metadata: { eslint: DISABLE },
      SecurityGroupId: 'sg-1',
      Permissions: permissions,
    })
    expect(lines(code, 'group.json')).toHaveLength(1)
  })
})
