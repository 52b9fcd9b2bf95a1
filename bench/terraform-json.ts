/** A group as its author would write it. */
import ipaddr from 'ipaddr.js'
import type { AddressRange, Policy, PolicyRule } from '../src/evaluator/index.ts'

/** Pretty Terraform JSON of one `tencentcloud_security_group_rule_set` with the rules of the policy. */
export function toTerraformJson({ rules }: Policy): string {
  const ingress = rules.map(toBlock)
  const tencentcloud_security_group_rule_set = {
    app: { security_group_id: '${tencentcloud_security_group.app.id}', ingress },
  }
  return JSON.stringify({ resource: { tencentcloud_security_group_rule_set } }, undefined, 2)
}

function toBlock({ verdict, services: { certain }, peers: { ranges } }: PolicyRule, index: number) {
  const [service] = certain === 'all' ? [] : certain
  const [range] = ranges === 'any' ? [] : ranges
  const [ports] = service?.ports ?? []
  return {
    action: verdict === 'drop' ? 'DROP' : 'ACCEPT',
    cidr_block: range ? spell(range) : `\${var.cidr_${String(index)}}`,
    protocol: service && !ports ? 'ICMP' : 'TCP',
    ...(ports && {
      port: ports.first === ports.last ? String(ports.first) : `${String(ports.first)}-${String(ports.last)}`,
    }),
    description: `Rule ${String(index)} of the application`,
  }
}

/** The widest block at the first address; a range that is no block has no spelling of its own. */
function spell({ first, last }: AddressRange): string {
  const size = Number(BigInt(last) - BigInt(first)) + 1
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(Number(first) / 2 ** shift) % 256)
  return `${new ipaddr.IPv4(bytes).toString()}/${String(32 - Math.floor(Math.log2(size)))}`
}
