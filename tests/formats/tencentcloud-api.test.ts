import { describe, expect, it } from 'vitest'
import { plainReading, readBoth, readGroup, readJson, readRule, readYaml, textAt } from './documents.ts'

const known = (value: unknown) => ({ state: 'known', value })
const everywhere = { kind: 'addresses', ranges: [{ family: 4, first: 0, last: 4294967295 }] }
const ssh = { Protocol: 'TCP', Port: '22', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' }
const rest = { Protocol: 'ALL', Port: 'ALL', CidrBlock: '0.0.0.0/0', Action: 'DROP' }
const withIngress = (...policies: unknown[]) => ({ SecurityGroupPolicySet: { Version: '1', Ingress: policies } })
const positions = (data: unknown) =>
  readGroup(data).rules.map(({ order }) => (order.by === 'position' ? order.position : order.by))

describe('where a policy set stands', () => {
  const set = { Version: '3', Ingress: [ssh, rest], Egress: [rest] }

  it.each([
    ['in a response', { Response: { SecurityGroupPolicySet: set, RequestId: 'r' } }],
    ['in a response without its wrapper', { SecurityGroupPolicySet: set, RequestId: 'r' }],
    ['in a request', { SecurityGroupId: 'sg-1', SecurityGroupPolicySet: set }],
    ['under another name', { dump: { Response: { SecurityGroupPolicySet: set } } }],
    ['deep in something else', { Events: [{ detail: { requestParameters: { SecurityGroupPolicySet: set } } }] }],
    ['in a list', [{ SecurityGroupPolicySet: set }]],
    ['alone in a list', [set]],
    ['alone', set],
    ['alone, one direction', { Ingress: [ssh, rest], Egress: [rest] }],
  ])('%s', (_, data) => {
    const group = readGroup(data)
    expect(group).toMatchObject({ provider: 'tencentcloud', network: 'vpc', complete: { ingress: true, egress: true } })
    expect(group.rules.map(({ label }) => label)).toEqual(['ingress rule 1', 'ingress rule 2', 'egress rule 1'])
    expect(group.rules.map(({ direction }) => plainReading(direction))).toEqual(
      ['ingress', 'ingress', 'egress'].map(known),
    )
  })

  it('several may stand in one document, each a group of its own', () => {
    const of = (id: string) => ({ SecurityGroupId: id, SecurityGroupPolicySet: { Ingress: [ssh] } })
    const groups = readBoth({ web: of('sg-1'), more: [of('sg-2'), { Response: { SecurityGroupPolicySet: set } }] })
    expect(groups.map(({ key, rules }) => [key, rules.length])).toEqual([
      ['sg-1', 1],
      ['sg-2', 1],
      ['SecurityGroupPolicySet 3', 3],
    ])
    expect(readBoth([set, { Ingress: [ssh] }]).map(({ key, rules }) => [key, rules.length])).toEqual([
      ['SecurityGroupPolicySet', 3],
      ['SecurityGroupPolicySet 2', 1],
    ])
  })

  it.each([
    [{ SecurityGroupPolicySet: { Ingress: [], Egress: [] } }],
    [{ SecurityGroupPolicySet: {} }],
    [{ SecurityGroupPolicySet: { Ingress: null } }],
  ])('it may be empty: %j', (data) => {
    expect(readGroup(data)).toMatchObject({ rules: [], complete: { ingress: true, egress: true } })
  })

  it.each([
    ['a network policy', { kind: 'NetworkPolicy', spec: { ingress: [{ from: [] }] }, Ingress: [{ from: [] }] }],
    ['a bare set somewhere in another thing', { spec: { Ingress: [ssh] } }],
    ['other lists of the name', { Ingress: [{ Host: 'a' }], Egress: ['b'] }],
    ['actions without peers', { Ingress: [{ Action: 'ACCEPT' }] }],
    ['peers without actions', { Egress: [{ CidrBlock: '10.0.0.0/8' }] }],
    ['an access list', { Statement: [{ Action: 'ACCEPT', CidrBlock: '0.0.0.0/0' }] }],
    ['a mention', { SecurityGroupPolicySet: 'see below' }],
    ['an object in place of a list', { Ingress: { Action: 'ACCEPT', CidrBlock: '0.0.0.0/0' } }],
    ['a list', [ssh]],
    ['a text', 'SecurityGroupPolicySet'],
  ])('it is not %s', (_, data) => {
    expect(readBoth(data)).toEqual([])
  })
})

describe('the group', () => {
  const set = { Ingress: [ssh] }

  it('is the one that a request names', () => {
    const text = JSON.stringify({ SecurityGroupId: 'sg-1', SecurityGroupPolicySet: set })
    const [group] = readJson(text)
    expect(group).toMatchObject({ key: 'sg-1', name: { state: 'unknown' } })
    expect(group?.declaration).toBeUndefined()
    expect(textAt(text, group?.anchor)).toBe('"sg-1"')
  })

  it('is declared where a request makes it', () => {
    const request = { GroupName: 'web', GroupDescription: 'shop', SecurityGroupPolicySet: set }
    const text = JSON.stringify(request)
    const [group] = readJson(text)
    expect(group && plainReading(group.name)).toEqual(known('web'))
    expect(group && plainReading(group.description)).toEqual(known('shop'))
    expect(textAt(text, group?.declaration)).toBe('"web"')
  })

  it('is anchored at the set where nothing names it', () => {
    const text = JSON.stringify({ SecurityGroupPolicySet: set })
    expect(textAt(text, readJson(text)[0]?.anchor)).toBe('"SecurityGroupPolicySet"')
  })

  it.each([
    { Action: 'CreateSecurityGroupPolicies', SecurityGroupId: 'sg-1', SecurityGroupPolicySet: set },
    { SecurityGroupId: 'sg-1', SecurityGroupPolicySet: set, OriginalSecurityGroupPolicySet: set },
  ])('holds more than a request that adds to it: %j', (request) => {
    expect(readGroup(request).complete).toEqual({ ingress: false, egress: false })
  })

  it.each(['0', 0])('is cleared by a request of version %j', (Version) => {
    const request = { SecurityGroupId: 'sg-1', SecurityGroupPolicySet: { Version, Ingress: [ssh] } }
    expect(readGroup(request)).toMatchObject({ rules: [], complete: { ingress: true, egress: true } })
  })

  it('is not cleared by the first version of a dump', () => {
    const dump = { Response: { SecurityGroupPolicySet: { Version: '0', Ingress: [ssh] } } }
    expect(readGroup(dump).rules).toHaveLength(1)
  })
})

describe('the order of policies', () => {
  const indexed = (...indexes: unknown[]) => withIngress(...indexes.map((PolicyIndex) => ({ ...ssh, PolicyIndex })))

  it.each([
    ['as listed without indexes', withIngress(ssh, rest, ssh), [0, 1, 2]],
    ['by index', indexed(2, 0, 1), [2, 0, 1]],
    ['by indexes with gaps', indexed(30, 10, 20), [2, 0, 1]],
    ['by indexes in text', indexed('1', '0'), [1, 0]],
    ['as listed under equal indexes', indexed(0, 0, 0), [0, 1, 2]],
    ['as listed where an index is missing', withIngress({ ...ssh, PolicyIndex: 5 }, ssh), [0, 1]],
    ['as listed where an index is none', indexed(5, 'x'), [0, 1]],
    ['as listed whatever the priority', withIngress({ ...ssh, Priority: 9 }, { ...ssh, Priority: 1 }), [0, 1]],
  ])('%s', (_, data, expected) => {
    expect(positions(data)).toEqual(expected)
  })

  it('counts each direction for itself', () => {
    const set = { Ingress: [ssh, rest], Egress: [rest] }
    expect(positions({ SecurityGroupPolicySet: set })).toEqual([0, 1, 0])
  })
})

describe('the fields of a policy', () => {
  it.each([
    ['verdict', { Action: 'accept' }, 'accept'],
    ['verdict', { Action: 'DROP' }, 'drop'],
    ['protocol', { Protocol: 'udp' }, 17],
    ['protocol', { Protocol: 'All', Port: 'all' }, 'all'],
    [
      'ports',
      { Port: '22,80' },
      [
        { first: 22, last: 22 },
        { first: 80, last: 80 },
      ],
    ],
    ['ports', { Port: 8080 }, [{ first: 8080, last: 8080 }]],
    ['description', { PolicyDescription: 'office' }, 'office'],
  ] as const)('%s of %j', (field, fields, value) => {
    expect(plainReading(readRule(withIngress({ ...ssh, ...fields }))[field])).toEqual(known(value))
  })

  it.each([
    ['CidrBlock', { CidrBlock: '0.0.0.0/0' }, everywhere],
    ['Ipv6CidrBlock', { Ipv6CidrBlock: '::1' }, { kind: 'addresses', ranges: [{ family: 6, first: 1n, last: 1n }] }],
    ['SecurityGroupId', { SecurityGroupId: 'sg-2' }, { kind: 'symbol', of: 'group', name: 'sg-2' }],
    [
      'AddressTemplate.AddressId',
      { AddressTemplate: { AddressId: 'ipm-1' } },
      { kind: 'symbol', of: 'list', name: 'ipm-1' },
    ],
    [
      'AddressTemplate.AddressGroupId',
      { AddressTemplate: { AddressId: '', AddressGroupId: 'ipmg-1' } },
      { kind: 'symbol', of: 'list', name: 'ipmg-1' },
    ],
  ])('peer %s', (field, fields, peer) => {
    const { peers } = readRule(withIngress({ ...ssh, CidrBlock: '', SecurityGroupId: '', ...fields }))
    expect(peers.map((each) => [each.field, plainReading(each.reading)])).toEqual([[field, known(peer)]])
  })

  it.each([
    [{ ServiceId: 'ppm-1', ServiceGroupId: '' }, 'ppm-1'],
    [{ ServiceGroupId: 'ppmg-1' }, 'ppmg-1'],
  ])('service template %j', (ServiceTemplate, identity) => {
    const { services } = readRule(withIngress({ CidrBlock: '0.0.0.0/0', Action: 'ACCEPT', ServiceTemplate }))
    expect(plainReading(services)).toMatchObject({ state: 'unknown', identity })
  })

  it('are unused where a dump leaves them empty', () => {
    const dumped = {
      ...ssh,
      Ipv6CidrBlock: '',
      SecurityGroupId: '',
      AddressTemplate: { AddressId: '', AddressGroupId: '' },
      ServiceTemplate: { ServiceId: '', ServiceGroupId: '' },
      PolicyDescription: '',
      ModifyTime: '2024-01-01 00:00:00',
    }
    const rule = readRule(withIngress(dumped))
    expect(rule.peers.map(({ field }) => field)).toEqual(['CidrBlock'])
    expect(rule.services).toBeUndefined()
    expect(rule.description).toEqual({ state: 'absent' })
    expect(rule.remarks).toEqual([])
  })
})

describe('values of the wrong kind', () => {
  it.each([
    ['verdict', { Action: true }],
    ['protocol', { Protocol: ['TCP'] }],
    ['ports', { Port: { From: 1 } }],
  ] as const)('leave %s invalid: %j', (field, fields) => {
    expect(readRule(withIngress({ ...ssh, ...fields }))[field].state).toBe('invalid')
  })

  it.each([
    ['CidrBlock', { CidrBlock: ['10.0.0.0/8'] }],
    ['AddressTemplate', { AddressTemplate: 'ipm-1' }],
    ['AddressTemplate', { AddressTemplate: ['ipm-1'] }],
  ])('leave the peer %s invalid: %j', (field, fields) => {
    const { peers } = readRule(withIngress({ ...ssh, CidrBlock: '', ...fields }))
    expect(peers.map((each) => [each.field, each.reading.state])).toEqual([[field, 'invalid']])
  })

  it('leave the services invalid', () => {
    expect(readRule(withIngress({ ...ssh, ServiceTemplate: 'ppm-1' })).services?.state).toBe('invalid')
  })

  it.each(['ACCEPT', 4, null, ['ACCEPT']])('leave the rule invalid: %j', (item) => {
    const rule = readRule(withIngress(item))
    expect(rule.protocol.state).toBe('invalid')
    expect(rule.verdict.state).toBe('unknown')
    expect(rule.remarks).toEqual([])
  })

  it('leave the rule of a list that is none invalid', () => {
    expect(readRule({ SecurityGroupPolicySet: { Ingress: 'ACCEPT' } }).protocol.state).toBe('invalid')
  })

  it('take an object in place of a list for its only rule', () => {
    expect(plainReading(readRule({ SecurityGroupPolicySet: { Ingress: ssh } }).protocol)).toEqual(known(6))
  })

  it('leave a tagged list open and a tagged rule unknown', () => {
    const [group] = readYaml('SecurityGroupPolicySet: {Ingress: !Include a.yaml, Egress: [!Include b.yaml]}')
    expect(group?.complete).toEqual({ ingress: false, egress: true })
    expect(group?.rules.map(({ protocol }) => protocol.state)).toEqual(['unknown'])
  })
})

it('places a rule at its list item', () => {
  const text = JSON.stringify(withIngress(ssh))
  expect(textAt(text, readJson(text)[0]?.rules[0]?.origin)).toBe(JSON.stringify(ssh))
})

describe('values that are filled in before the request is sent', () => {
  const states = (fields: object) => {
    const { verdict, protocol, ports, peers } = readRule(withIngress({ ...ssh, ...fields }))
    return [verdict, protocol, ports, peers[0]?.reading].map((reading) => reading?.state)
  }

  it.each(['{{ office }}', '${OFFICE}', '${OFFICE}/32'])('are unknown: %s', (text) => {
    expect(states({ CidrBlock: text })).toEqual(['known', 'known', 'known', 'unknown'])
    expect(states({ Action: text, Port: text })).toEqual(['unknown', 'known', 'unknown', 'known'])
  })

  it('may be a rule or a whole list', () => {
    const [rule] = readGroup(withIngress('{{ rule }}', ssh)).rules
    expect([rule?.verdict.state, rule?.protocol.state]).toEqual(['unknown', 'unknown'])
    expect(readGroup({ SecurityGroupPolicySet: { Ingress: '{{ rules }}' } })).toMatchObject({
      rules: [],
      complete: { ingress: false, egress: true },
    })
  })

  it('need no quotes in YAML', () => {
    const [group] = readYaml('SecurityGroupPolicySet:\n  Ingress:\n    - {{ rule }}\n    - Action: {{ action }}\n')
    expect(group?.rules.map(({ verdict }) => verdict.state)).toEqual(['unknown', 'unknown'])
  })
})
