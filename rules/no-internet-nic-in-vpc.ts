import { defineRule } from '../src/lint/define-rule.ts'
import type { Rule } from '../src/model/declarations.ts'
import { knownValue } from '../src/model/reading.ts'

export const noInternetNicInVpc = defineRule<object, 'groupPeer' | 'intranet' | 'vpc'>({
  name: 'no-internet-nic-in-vpc',
  description: 'disallow the Internet plane in rules of VPC groups and in rules whose peer is a group',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    vpc: 'An instance in a VPC has no Internet NIC, so the provider refuses `{{plane}}` here. `intranet` covers its traffic with the Internet too.',
    groupPeer:
      'A group is reached over the intranet only, so the provider refuses `{{plane}}` in a rule whose peer is a group. Write `intranet`.',
    intranet: 'Use the intranet plane.',
  },
  options: {},
  check({ declarations }, _, report) {
    for (const { rules, network, provider } of declarations.groups) {
      for (const rule of provider === 'alicloud' ? rules : []) {
        const { plane } = rule
        if (plane.state !== 'known' || plane.value !== 'internet') continue
        if (network !== 'vpc' && !hasGroupAsPeer(rule)) continue
        report({
          at: plane.origin,
          messageId: network === 'vpc' ? 'vpc' : 'groupPeer',
          data: { plane: plane.value },
          suggest: [{ messageId: 'intranet', edits: plane.origin.rewrite('intranet') }],
        })
      }
    }
  },
})

function hasGroupAsPeer({ peers: [peer] }: Rule): boolean {
  const value = peer && knownValue(peer.reading)
  return value?.kind === 'symbol' && value.of === 'group'
}
