/** What the formats that wrap resources of a provider have in common, whatever a file holds. */
import fc from 'fast-check'
import { parseForESLint } from 'yaml-eslint-parser'
import { describe, expect, it, test } from 'vitest'
import { readDocuments } from '../../src/document/index.ts'
import { ansible } from '../../src/formats/ansible/index.ts'
import { crossplane } from '../../src/formats/crossplane/index.ts'
import { mayDeclareIn } from '../../src/formats/index.ts'
import { pulumi } from '../../src/formats/pulumi/index.ts'
import { readYaml } from './documents.ts'

const formats = [ansible, crossplane, pulumi]

/** Names that are read, whole and with other names around or in place of their parts. */
const name = fc.oneof(
  fc.constantFrom('ali_security_group', 'alibaba.alicloud.ali_security_group', 'alicloud_security_group'),
  fc.constantFrom('alicloud:ecs:SecurityGroup', 'alicloud:ecs/securityGroup:SecurityGroup', 'alicloud:ecs'),
  fc.constantFrom('tencentcloud:Security:Group', 'tencentcloud:Security/group:Group'),
  fc.constantFrom('ecs.alibabacloud.crossplane.io/v1', 'vpc.tencentcloud.crossplane.io/v1beta1', 'SecurityGroup'),
  fc.string(),
)
const key = fc.oneof(
  fc.constantFrom('resources', 'type', 'properties', 'apiVersion', 'kind', 'spec', 'forProvider', 'tasks', 'block'),
  fc.constantFrom('name', 'rules', 'when', 'metadata', 'items', 'ingresses', 'securityGroupId', '__proto__'),
  name,
)
const { data } = fc.letrec((tie) => ({
  data: fc.oneof({ maxDepth: 6 }, name, fc.constant(null), fc.array(tie('data')), fc.dictionary(key, tie('data'))),
}))

/** Files that are mostly of one of the formats. */
const file = fc.oneof(
  data,
  fc.record({ resources: fc.dictionary(name, fc.record({ type: name, properties: data })) }),
  fc.record({ apiVersion: name, kind: name, metadata: data, spec: fc.record({ forProvider: data }) }),
  fc.array(fc.dictionary(name, data)),
)

test('no file is of a format without one of its detection keys, and none makes a reader throw', () => {
  const found = new Set<string>()
  fc.assert(
    fc.property(file, (content) => {
      // JSON is YAML, but for the spelling of a key.
      const text = JSON.stringify(content)
      const [root] = readDocuments({ ast: parseForESLint(text, {}).ast, text })
      for (const format of formats) {
        if (!root || !format.detect(root, { filename: 'x.yaml' })) continue
        found.add(format.name)
        expect(mayDeclareIn(format, [text])).toBe(true)
        format.read(root, { filename: 'x.yaml' })
      }
    }),
    { numRuns: 2000 },
  )
  expect([...found].sort()).toEqual(formats.map((format) => format.name).sort())
})

describe('aliases that multiply', () => {
  /** Anchors of which each is the list of ten times the one before. */
  const bomb = [...Array(9).keys()]
    .map((n) => `  a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`)
    .join('\n')

  test.each([
    [
      'ansible',
      `- hosts: all\n  vars:\n    a0: &a0 x\n${bomb.replaceAll(/^/gmu, '  ')}\n  tasks:\n    - ali_security_group: {name: web, rules: *a9}\n`,
    ],
    [
      'pulumi',
      `variables:\n  a0: &a0 x\n${bomb}\nresources:\n  sg: {type: 'tencentcloud:Security:GroupRuleSet', properties: {ingresses: *a9}}\n`,
    ],
    [
      'crossplane',
      `vars:\n  a0: &a0 x\n${bomb}\napiVersion: vpc.tencentcloud.crossplane.io/v1\nkind: SecurityGroupLiteRule\nspec: {forProvider: {ingress: *a9}}\n`,
    ],
  ])('are read no further than %s needs', (_, text) => {
    const [group] = readYaml(text)
    expect(group?.rules.length).toBeLessThanOrEqual(10)
  })
})

it('reads an alias of itself', () => {
  expect(readYaml('- &a\n  ali_security_group: {name: web, rules: [*a]}\n  block: [*a]\n')).toHaveLength(1)
})
