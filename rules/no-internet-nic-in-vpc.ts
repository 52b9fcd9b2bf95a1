import { defineRule } from '../src/lint/define-rule.ts'
import { defaultClause } from '../src/lint/wording.ts'
import type { Rule } from '../src/model/declarations.ts'
import { knownValue } from '../src/model/reading.ts'
import { rewritten } from '../src/policy/change.ts'

export const noInternetNicInVpc = defineRule<object, 'groupPeer' | 'intranet' | 'vpc'>({
  name: 'no-internet-nic-in-vpc',
  description: 'disallow the Internet plane in rules of VPC groups and in rules whose peer is a group',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    vpc: '`{{plane}}`{{note}} is a NIC that instances in a VPC do not have: the rule is refused, or taken for one of `intranet`, which covers their traffic with the Internet too. Write `intranet`.',
    groupPeer:
      '`{{plane}}`{{note}} does not go with a group as the peer: the members of a group are reached over the intranet only, and the rule is refused. Write `intranet`.',
    intranet: 'Use the intranet NIC.',
  },
  options: {},
  check({ declarations }, _, report) {
    for (const { rules, network } of declarations.groups) {
      for (const rule of rules) {
        const { plane } = rule
        if (plane.state !== 'known' || plane.value !== 'internet') continue
        if (network !== 'vpc' && !hasGroupAsPeer(rule)) continue
        report({
          at: plane.origin,
          messageId: network === 'vpc' ? 'vpc' : 'groupPeer',
          data: { plane: plane.value, note: defaultClause(plane.viaDefault) },
          suggest: () => [
            {
              messageId: 'intranet',
              edits: plane.viaDefault ? undefined : plane.origin.rewrite('intranet'),
              change: rewritten(rule, { plane: { ...plane, value: 'intranet' } }),
            },
          ],
        })
      }
    }
  },
})

/** The first peer decides: where a CIDR stands beside a group, the group does not count. */
function hasGroupAsPeer({ peers: [peer] }: Rule): boolean {
  const value = peer && knownValue(peer.reading)
  return value?.kind === 'symbol' && value.of === 'group'
}
