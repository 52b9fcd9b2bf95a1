/** No file of the API formats declares something and lacks the words that a search looks for. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJsonFile } from './documents.ts'

/** An object with some of the keys. */
function some(keys: readonly string[], values: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 3 })
}

const scalar = fc.constantFrom('TCP', '22/22', 'drop', null)
const rule = some(
  ['Action', 'CidrBlock', 'Ipv6CidrBlock', 'AddressTemplate', 'SecurityGroupId', 'IpProtocol', 'PortRange'].concat(
    'PortRangeListId',
  ),
  scalar,
)
const rules = fc.oneof(rule, fc.array(rule, { maxLength: 2 }))
const lists = some(['Ingress', 'Egress', 'Permission'], rules)
const spread = some(['Permissions.1.IpProtocol', 'Permissions.1.PortRange', 'SecurityGroupId', 'RegionId'], scalar)
const body = some(
  ['SecurityGroupPolicySet', 'Permissions', 'SecurityGroupId', 'RegionId', 'IpProtocol', 'PortRange'],
  fc.oneof(scalar, rules, lists),
)
const document = fc.oneof(rules, lists, spread, body, fc.record({ Response: body }))

test('a file that declares groups holds the words of its format', () => {
  const found = new Set<string>()
  fc.assert(
    // The reader of the tests throws where a search for the words would have passed the file over.
    fc.property(document, (content) => {
      const { groups } = readJsonFile(JSON.stringify(content))
      for (const { provider } of groups) found.add(provider)
    }),
    { numRuns: 3000 },
  )
  expect([...found].sort()).toEqual(['alicloud', 'tencentcloud'])
})
