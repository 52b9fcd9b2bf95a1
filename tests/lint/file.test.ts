import { Linter } from 'eslint'
import * as jsonc from 'jsonc-eslint-parser'
import { expect, it, vi } from 'vitest'
import { rules } from '../../rules/index.ts'
import * as formats from '../../src/formats/index.ts'
import { mayMatter } from '../../src/lint/relevance.ts'

const read = vi.spyOn(formats, 'readDeclarations')
vi.mock('../../src/formats/index.ts', { spy: true })

function lint(code: string): number {
  read.mockClear()
  const config = {
    files: ['**/*.json'],
    languageOptions: { parser: jsonc },
    plugins: { 'security-group': { rules } },
    rules: Object.fromEntries(Object.keys(rules).map((name) => [`security-group/${name}`, 'error' as const])),
  }
  new Linter().verify(code, config, 'a.json')
  return read.mock.calls.length
}

it('a file is read once, however many rules are on', () => {
  expect(lint('{"Ingress": [{"Action": "ACCEPT", "CidrBlock": "0.0.0.0/0"}]}')).toBe(1)
})

it('a file that names no format is not read', () => {
  expect(lint('{"name": "a", "ports": [22]}')).toBe(0)
})

it.each([
  ['{"SecurityGroupPolicySet": {}}', true],
  ['{"tencentcloud_security_group_lite_rule": {}}', true],
  ['Type: ALIYUN::ECS::SecurityGroup', true],
  ['{"IpProtocol": "TCP", "PortRange": "22/22"}', true],
  ['{"scripts": {}}', false],
  ['', false],
])('%s may matter: %s', (text, expected) => {
  expect(mayMatter({ text }, 'a.json')).toBe(expected)
})
