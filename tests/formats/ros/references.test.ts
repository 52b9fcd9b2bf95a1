import { describe, expect, it } from 'vitest'
import { plainReading, readRule, readYaml } from '../documents.ts'
import { resource, ssh, template, withIngress } from './templates.ts'

const sections = {
  Parameters: {
    Text: { Type: 'String', Default: 'office' },
    Other: { Type: 'String', Default: 'home' },
    Port: { Type: 'Number', Default: 22 },
    Untyped: { Default: 'plain' },
    Open: { Type: 'String' },
    Empty: { Type: 'String', Default: '' },
    Null: { Type: 'String', Default: null },
    Flag: { Type: 'Boolean', Default: true },
    Stored: { Type: 'ALIYUN::OOS::Parameter::Value', Default: 'name-of-it' },
    List: { Type: 'CommaDelimitedList', Default: 'a, b ,c' },
    Long: { Type: 'String', Default: 'x'.repeat(5000) },
    Rules: { Type: 'Json', Default: ['10.0.0.1', 7, true, { a: 1 }] },
    Spread: { Type: 'String', Default: 'a,b, c' },
    LongList: { Type: 'CommaDelimitedList', Default: 'x,'.repeat(5000) },
    Broken: 'String',
  },
  Mappings: { Sites: { office: { name: 'HQ', floor: 3, open: true, ports: ['22', 80], crowd: Array(300).fill('x') } } },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Equals': ['a', { 'Fn::Join': ['', ['b']] }] },
    ByDefault: { 'Fn::Equals': ['office', { Ref: 'Text' }] },
  },
}

const describedBy = (value: unknown) =>
  plainReading(readRule(withIngress([{ ...ssh, Description: value }], sections)).description)
const settled = (value: string, viaDefault?: string) => ({
  state: 'known',
  value,
  ...(viaDefault === undefined ? {} : { viaDefault }),
})

describe('values that the template settles', () => {
  it.each([
    [{ Ref: 'Text' }, settled('office', 'Text')],
    [{ Ref: 'Untyped' }, settled('plain', 'Untyped')],
    [{ Ref: 'Port' }, settled('22', 'Port')],
    [{ Ref: 'ALIYUN::NoValue' }, { state: 'absent' }],
    [{ 'Fn::Join': ['-', ['a', 'b', 3]] }, settled('a-b-3')],
    [
      { 'Fn::Join': ['/', [{ Ref: 'Text' }, { Ref: 'Other' }, { Ref: 'Text' }]] },
      settled('office/home/office', 'Text, Other'),
    ],
    [{ 'Fn::Sub': 'plain text' }, settled('plain text')],
    [{ 'Fn::Sub': 'the ${Text} and ${!Text} $' }, settled('the office and ${Text} $', 'Text')],
    [{ 'Fn::Sub': ['${A}${B}', { A: 'x', B: { Ref: 'Port' } }] }, settled('x22', 'Port')],
    [{ 'Fn::Select': ['1', ['x', 'y']] }, settled('y')],
    [{ 'Fn::Select': [-1, ['x', 'y']] }, settled('y')],
    [{ 'Fn::Select': [0, { Ref: 'List' }] }, settled('a', 'List')],
    [{ 'Fn::Select': ['1', { Ref: 'List' }] }, settled('b', 'List')],
    [{ 'Fn::Select': [{ Ref: 'Text' }, { office: 'x', home: 'y' }] }, settled('x', 'Text')],
    [{ 'Fn::FindInMap': ['Sites', 'office', 'name'] }, settled('HQ')],
    [{ 'Fn::FindInMap': ['Sites', { Ref: 'Text' }, 'floor'] }, settled('3', 'Text')],
    [{ 'Fn::Join': ['-', { Ref: 'List' }] }, settled('a-b-c', 'List')],
    [{ 'Fn::Join': ['-', { 'Fn::FindInMap': ['Sites', 'office', 'ports'] }] }, settled('22-80')],
    [{ 'Fn::Join': ['-', { 'Fn::Split': [',', 'a,b'] }] }, settled('a-b')],
    [{ 'Fn::Join': ['-', { 'Fn::ListMerge': [['a'], { Ref: 'List' }, []] }] }, settled('a-a-b-c', 'List')],
    [{ 'Fn::Join': ['-', { 'Fn::If': ['No', ['a'], ['b']] }] }, settled('b')],
    [{ 'Fn::Join': ['-', { 'Fn::Select': ['1:3', ['a', 'b', 'c', 'd']] }] }, settled('b-c')],
    [{ 'Fn::Join': ['-', { 'Fn::Select': ['-2:', ['a', 'b', 'c']] }] }, settled('b-c')],
    [{ 'Fn::Join': ['-', { 'Fn::Select': [':2', { Ref: 'List' }] }] }, settled('a-b', 'List')],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', '10.0.0.0/8'] }] }, settled('8')],
    [{ 'Fn::Select': [0, { 'Fn::Split': ['i', { Ref: 'Text' }] }] }, settled('off', 'Text')],
    [{ 'Fn::Select': [0, { 'Fn::FindInMap': ['Sites', { Ref: 'Text' }, 'ports'] }] }, settled('22', 'Text')],
    [{ 'Fn::Select': [1, { 'Fn::ListMerge': [['a'], ['b']] }] }, settled('b')],
    [{ 'Fn::Select': [0, { Ref: 'Rules' }] }, settled('10.0.0.1', 'Rules')],
    [{ 'Fn::Select': [1, { Ref: 'Rules' }] }, settled('7', 'Rules')],
    [{ 'Fn::Select': [0, { 'Fn::FindInMap': ['Sites', 'office', 'crowd'] }] }, settled('x')],
    [{ 'Fn::Replace': [{ a: 'bb' }, 'banana'] }, settled('bbbnbbnbb')],
    [{ 'Fn::Replace': [{ ffice: { Ref: 'Other' } }, { Ref: 'Text' }] }, settled('ohome', 'Other, Text')],
    [{ 'Fn::Str': 22 }, settled('22')],
    [{ 'Fn::Str': { Ref: 'Port' } }, settled('22', 'Port')],
    [{ 'Fn::Str': [{ Ref: 'Port' }] }, settled('22', 'Port')],
    [{ 'Fn::If': ['Yes', 'a', { Ref: 'Open' }] }, settled('a')],
    [{ 'Fn::If': ['No', 'a', { Ref: 'Text' }] }, settled('office', 'Text')],
    [{ 'Fn::If': ['No', 'a', { Ref: 'ALIYUN::NoValue' }] }, { state: 'absent' }],
    [{ 'Fn::If': ['ByDefault', 'same', 'same'] }, settled('same')],
    [{ 'Fn::If': ['C', 'same', 'same'] }, settled('same')],
    [{ 'Fn::If': ['C', 'office', { Ref: 'Text' }] }, settled('office', 'Text')],
    [{ 'Fn::If': ['C', { Ref: 'ALIYUN::NoValue' }, { Ref: 'ALIYUN::NoValue' }] }, { state: 'absent' }],
    [{ 'Fn::Join': ['', ['x', { 'Fn::Select': [0, [{ 'Fn::Sub': '${Text}' }]] }]] }, settled('xoffice', 'Text')],
  ])('%j', (value, reading) => {
    expect(describedBy(value)).toEqual(reading)
  })
})

describe('values that it does not settle', () => {
  it.each([
    [{ Ref: 'Open' }, 'Open'],
    [{ Ref: 'Empty' }, 'Empty'],
    [{ Ref: 'Null' }, 'Null'],
    [{ Ref: 'Flag' }, 'Flag'],
    [{ Ref: 'Stored' }, 'Stored'],
    [{ Ref: 'List' }, 'List'],
    [{ Ref: 'Long' }, 'Long'],
    [{ Ref: 'Broken' }, 'Broken'],
    [{ Ref: 'Undeclared' }, 'Undeclared'],
    [{ Ref: '__proto__' }, '__proto__'],
    [{ Ref: 'ALIYUN::Region' }, 'ALIYUN::Region'],
    [{ 'Fn::GetAtt': ['Server', 'PrivateIp'] }, 'Server.PrivateIp'],
    [{ 'Fn::GetAtt': 'Stack.Outputs.Cidr' }, 'Stack.Outputs.Cidr'],
    [{ 'Fn::Select': [0, [{ Ref: 'Open' }]] }, 'Open'],
    [{ 'Fn::If': ['Yes', { Ref: 'Open' }, 'a'] }, 'Open'],
  ])('are the same wherever they are named: %j', (value, identity) => {
    expect(describedBy(value)).toMatchObject({ state: 'unknown', identity })
  })

  it.each([
    { Ref: 'ALIYUN::Index' },
    { Ref: ['Text'] },
    { Ref: { Ref: 'Text' } },
    { 'Fn::GetAtt': ['Server'] },
    { 'Fn::GetAtt': 'Server' },
    { 'Fn::If': ['C', 'a', 'b'] },
    { 'Fn::If': ['C', 'a', { Ref: 'ALIYUN::NoValue' }] },
    { 'Fn::If': ['C', 'a'] },
    { 'Fn::If': 'C' },
    { 'Fn::If': ['ByDefault', 'a', 'b'] },
    { 'Fn::Join': ['-', { Ref: 'Text' }] },
    { 'Fn::Join': ['-', { Ref: ['List'] }] },
    { 'Fn::Join': ['-', { Ref: 'Rules' }] },
    { 'Fn::Join': ['-', { 'Fn::FindInMap': ['Sites', 'office', 'crowd'] }] },
    { 'Fn::Join': ['-', { 'Fn::FindInMap': ['Sites', 'office', 'name'] }] },
    { 'Fn::Join': ['-', { 'Fn::If': ['C', ['a'], ['b']] }] },
    { 'Fn::Join': ['-', { 'Fn::ListMerge': [['a'], { Ref: 'Open' }] }] },
    { 'Fn::Join': ['-', { 'Fn::ListMerge': 'a' }] },
    { 'Fn::Join': ['-', { 'Fn::ListMerge': [Array(200).fill('x'), Array(200).fill('x')] }] },
    { 'Fn::Join': ['-', { 'Fn::Select': ['0:2:1', ['a', 'b']] }] },
    { 'Fn::Join': ['-', { 'Fn::Select': ['0:2'] }] },
    { 'Fn::Join': ['-', { 'Fn::Split': [',', { Ref: 'Open' }] }] },
    { 'Fn::Join': ['-', { 'Fn::Split': ['', 'ab'] }] },
    { 'Fn::Join': ['-', { 'Fn::Split': ['b', 'x'.repeat(5000)] }] },
    { 'Fn::Join': ['-', { 'Fn::Split': [','] }] },
    { 'Fn::Join': ['-', { 'Fn::Split': ',' }] },
    { 'Fn::Join': ['-', { 'Fn::Split': [',', { Ref: 'Spread' }] }] },
    { 'Fn::Select': [2, { 'Fn::Split': [',', { Ref: 'Spread' }] }] },
    { 'Fn::Select': [2, { Ref: 'Rules' }] },
    { 'Fn::Select': [3, { Ref: 'Rules' }] },
    { 'Fn::Replace': [{ a: 'b', b: 'c' }, 'ab'] },
    { 'Fn::Replace': [{}, 'ab'] },
    { 'Fn::Replace': [{ '': 'b' }, 'ab'] },
    { 'Fn::Replace': [{ a: { Ref: 'Open' } }, 'ab'] },
    { 'Fn::Replace': [{ a: 'b' }, { Ref: 'Open' }] },
    { 'Fn::Replace': [{ a: 'b' }] },
    { 'Fn::Replace': 'ab' },
    { 'Fn::Str': ['a', 'b'] },
    { 'Fn::Str': { Ref: 'Open' } },
    { 'Fn::Jq': ['.a', { a: 'x' }] },
    { 'Fn::Join': ['-', ['a', { Ref: 'Open' }]] },
    { 'Fn::Join': [1, ['a']] },
    { 'Fn::Join': 'a' },
    { 'Fn::Sub': '${Open}' },
    { 'Fn::Sub': '${Sg.SecurityGroupId}' },
    { 'Fn::Sub': ['${A}', { A: { Ref: 'Open' } }] },
    { 'Fn::Sub': { a: 1 } },
    { 'Fn::Select': ['5', ['x']] },
    { 'Fn::Select': ['0:1', ['x']] },
    { 'Fn::Select': [{ Ref: 'Open' }, ['x']] },
    { 'Fn::Select': ['missing', { key: 'x' }] },
    { 'Fn::Select': [9, { Ref: 'List' }] },
    { 'Fn::Select': [0, { Ref: 'Text' }] },
    { 'Fn::Select': [0, { Ref: 'LongList' }] },
    { 'Fn::Select': [0, { 'Fn::GetAZs': 'r' }] },
    { 'Fn::Select': [0] },
    { 'Fn::FindInMap': ['Sites', 'office'] },
    { 'Fn::FindInMap': ['Sites', 'office', 'open'] },
    { 'Fn::FindInMap': ['Sites', 'office', 'missing'] },
    { 'Fn::FindInMap': ['Sites', { Ref: 'Open' }, 'name'] },
    { 'Fn::FindInMap': ['Missing', 'a', 'b'] },
    { 'Fn::Base64Encode': 'x' },
  ])('equal nothing else: %j', (value) => {
    const reading = describedBy(value)
    expect(reading).toMatchObject({ state: 'unknown' })
    expect(reading).not.toHaveProperty('identity')
  })
})

describe('texts longer than any field', () => {
  it.each([
    ['of many parts', { 'Fn::Join': ['', Array.from({ length: 5000 }, () => 'x')] }],
    ['of long parts', { 'Fn::Join': ['', ['x'.repeat(3000), 'y'.repeat(3000)]] }],
    ['with variables', { 'Fn::Sub': 'x'.repeat(5000) }],
    ['of much replaced', { 'Fn::Replace': [{ x: 'yyyyyyyyy' }, 'x'.repeat(1000)] }],
    ['to replace in', { 'Fn::Replace': [{ y: 'z' }, 'x'.repeat(5000)] }],
  ])('are not put together: %s', (_, value) => {
    expect(describedBy(value)).toMatchObject({ state: 'unknown' })
  })
})

describe('short forms of functions', () => {
  it.each([
    ['!Ref Text', settled('office', 'Text')],
    ["!Sub 'the ${Text}'", settled('the office', 'Text')],
    ["!Join ['-', [a, b]]", settled('a-b')],
    ['!Select [1, [x, y]]', settled('y')],
    ['!FindInMap [Sites, office, name]', settled('HQ')],
    ['!If [C, same, same]', settled('same')],
    ["!Select [1, 'Fn::Split': ['/', '10.0.0.0/8']]", settled('8')],
    ['!Replace [{a: b}, ac]', settled('bc')],
    ['!Str 22', settled('22')],
    ['!GetAtt Server.PrivateIp', { state: 'unknown', identity: 'Server.PrivateIp', text: '!GetAtt Server.PrivateIp' }],
    [
      '!GetAtt [Server, PrivateIp]',
      { state: 'unknown', identity: 'Server.PrivateIp', text: '!GetAtt [Server, PrivateIp]' },
    ],
    ['!Secret x', { state: 'unknown', text: '!Secret x' }],
  ])('%s', (value, reading) => {
    const text = `
Parameters: {Text: {Type: String, Default: office}}
Mappings: {Sites: {office: {name: HQ}}}
Resources:
  Ssh:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      Description: ${value}
`
    expect(plainReading(readYaml(text)[0]?.rules[0]?.description)).toEqual(reading)
  })
})

describe('peers of the same template', () => {
  it.each([{ Ref: 'Peer' }, { 'Fn::GetAtt': ['Peer', 'SecurityGroupId'] }, { 'Fn::GetAtt': 'Peer.SecurityGroupId' }])(
    '%j names a group',
    (reference) => {
      const rule = resource('SecurityGroupIngress', { IpProtocol: 'tcp', PortRange: '22/22', SourceGroupId: reference })
      const clone = resource('SecurityGroupClone', { SourceSecurityGroupId: 'sg-1' })
      const { peers } = readRule(template({ Ssh: rule, Peer: clone }))
      expect(plainReading(peers[0]?.reading)).toEqual({
        state: 'known',
        value: { kind: 'symbol', of: 'group', name: 'Peer' },
      })
    },
  )

  it.each([
    ['SourceGroupId', { Ref: 'Server' }, 'Server'],
    ['SourceGroupId', { 'Fn::GetAtt': ['Clone', 'Name'] }, 'Clone.Name'],
    ['SourceCidrIp', { Ref: 'Clone' }, 'Clone'],
    ['SourceGroupId', { Ref: 'Parameter' }, 'Parameter'],
  ])('leave %s: %j unknown', (field, reference, identity) => {
    const rule = resource('SecurityGroupIngress', { IpProtocol: 'tcp', PortRange: '22/22', [field]: reference })
    const others = { Clone: resource('SecurityGroupClone', {}), Server: resource('Instance', {}) }
    const { peers } = readRule(template({ Ssh: rule, ...others }))
    expect(plainReading(peers[0]?.reading)).toMatchObject({ state: 'unknown', identity })
  })
})
