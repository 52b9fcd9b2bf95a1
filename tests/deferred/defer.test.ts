import { Linter } from 'eslint'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noPublicAdminPorts } from '../../rules/no-public-admin-ports.ts'
import { noShadowedRules } from '../../rules/no-shadowed-rules.ts'
import { defer } from '../../src/deferred/defer.ts'
import { jsonParser } from '../../src/parsers/json.ts'

const load = vi.fn(() => noPublicAdminPorts)
const loadOther = vi.fn(() => noShadowedRules)
const rules = {
  'no-public-admin-ports': defer(noPublicAdminPorts, load),
  'no-shadowed-rules': defer(noShadowedRules, loadOther),
}

const OTHER = '{"scripts": {"port": 22}}'
const POLICY =
  '{"SecurityGroupPolicySet": {"Ingress": [{"Action": "ACCEPT", "Protocol": "TCP", "Port": "22", "CidrBlock": "0.0.0.0/0"}]}}'

beforeEach(() => {
  load.mockClear()
  loadOther.mockClear()
})

interface Given {
  readonly filename?: string
  readonly options?: object
  readonly settings?: object
}

/** The rules that report something, or what ESLint throws. */
function lint(text: string, { filename = 'a.json', options, settings }: Given = {}): readonly unknown[] {
  const messages = new Linter().verify(
    text,
    [
      {
        files: ['**/*.json'],
        languageOptions: { parser: jsonParser },
        plugins: { x: { rules } },
        rules: { 'x/no-public-admin-ports': options ? ['error', options] : 'error', 'x/no-shadowed-rules': 'error' },
        settings: { ...(settings && { 'security-group': settings }) },
      },
    ],
    filename,
  )
  return messages.map(({ ruleId }) => ruleId)
}

describe('a deferred rule', () => {
  it('has the head of the rule', () => {
    const { membership, meta } = rules['no-public-admin-ports']
    expect(meta).toBe(noPublicAdminPorts.meta)
    expect(membership).toBe(noPublicAdminPorts.membership)
  })

  it('is loaded for a file that may declare something, and reports what the rule does', () => {
    expect(lint(POLICY)).toEqual(['x/no-public-admin-ports'])
    expect(load).toHaveBeenCalledOnce()
    expect(loadOther).toHaveBeenCalledOnce()
  })

  it('is loaded for a file that others may give a meaning', () => {
    expect(lint(OTHER, { filename: 'a.tf.json' })).toEqual([])
    expect(load).toHaveBeenCalledOnce()
  })

  it('is not loaded for any other file', () => {
    expect(lint(OTHER)).toEqual([])
    expect(load).not.toHaveBeenCalled()
    expect(loadOther).not.toHaveBeenCalled()
  })

  it('is loaded to check options of the user, and only then', () => {
    expect(lint(OTHER, { options: { ports: ['tcp:2222'] } })).toEqual([])
    expect(load).toHaveBeenCalledOnce()
    expect(loadOther).not.toHaveBeenCalled()
  })

  it('is not loaded for the options that are its defaults', () => {
    expect(lint(OTHER, { options: {} })).toEqual([])
    expect(load).not.toHaveBeenCalled()
  })

  it.each<[string, Given, RegExp]>([
    ['options', { options: { ports: ['tcp:22-21'] } }, /Option ports: `tcp:22-21`/u],
    ['settings', { settings: { ownNetwork: [] } }, /`ownNetwork` is not among/u],
  ])('tells mistakes in %s in every file', (_, given, message) => {
    expect(() => lint(OTHER, given)).toThrow(message)
    expect(() => lint(POLICY, given)).toThrow(message)
  })
})
