import { noRetiredAddresses } from '../../rules/no-retired-addresses.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  json,
  liteRules,
  minified,
  policy,
  policySet,
  ruleSet,
  setRule,
} from './declarations.ts'

const OLD = '119.28.7.195'
const CURRENT = '81.69.102.0/24, 106.55.203.0/24, 101.33.121.0/24 and 101.32.250.0/24'

/** The finding, with the text after the rule is removed. */
function retired(output?: string, source = OLD, note = ''): ExpectedError {
  const data = {
    source,
    note,
    service: 'WebShell login proxy',
    provider: 'Tencent Cloud',
    since: '2021-04-01',
    current: CURRENT,
  }
  return { messageId: 'retired', data, suggestions: output === undefined ? [] : [{ messageId: 'remove', output }] }
}

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code }
}

function loud(name: string, code: string, error: ExpectedError, filename = 'main.tf.json'): InvalidCase {
  return { name, filename, code, errors: [error] }
}

const kept = setRule({ cidr_block: '81.69.102.0/24' })
const from = (cidr_block: string, fields: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> =>
  setRule({ cidr_block, ...fields })

/** A rule beside the one that stays, and the text without it. */
function besideKept(name: string, fields: Readonly<Record<string, unknown>>, source = OLD): InvalidCase {
  return loud(name, ruleSet([kept, setRule(fields)]), retired(ruleSet([kept]), source))
}

/** A rule for a template of these addresses; `rules` in place of it. */
const withTemplate = (addresses: readonly string[], rules?: readonly object[]): string =>
  json({
    resource: {
      tencentcloud_address_template: { proxies: { name: 'proxies', addresses } },
      tencentcloud_security_group_rule_set: {
        web: {
          security_group_id: 'sg-12345678',
          ingress: rules ?? [
            {
              action: 'ACCEPT',
              protocol: 'TCP',
              port: '22',
              address_template_id: '⟦${tencentcloud_address_template.proxies.id}⟧',
            },
          ],
        },
      },
    },
  })

runRule('no-retired-addresses', noRetiredAddresses, {
  valid: [
    silent(
      'the proxies of today',
      ruleSet(['81.69.102.0/24', '106.55.203.0/24', '101.33.121.0/24', '101.32.250.0/24'].map((cidr) => from(cidr))),
    ),
    silent('a neighbour', ruleSet([from('119.28.7.196'), from('119.28.7.194/32')])),
    silent('a network around it', ruleSet([from('119.28.7.0/24')])),
    silent('two addresses, of which one is retired', ruleSet([from('119.28.7.194/31')])),
    silent('everyone', ruleSet([from('0.0.0.0/0')])),
    silent('a drop', ruleSet([from(OLD, { action: 'DROP' })])),
    silent('an unknown verdict', ruleSet([from(OLD, { action: '${var.action}' })])),
    silent('egress', ruleSet([], [from(OLD)])),
    silent('an unknown source', ruleSet([from('${var.proxy}')])),
    silent('a source that is refused', ruleSet([from(`${OLD}/33`)])),
    silent('a group', ruleSet([setRule({ cidr_block: undefined, source_security_id: 'sg-87654321' })])),
    silent('IPv6', ruleSet([setRule({ cidr_block: undefined, ipv6_cidr_block: '::ffff:119.28.7.195' })])),
    silent('a template that holds others too', withTemplate([OLD, '203.0.113.7']).replaceAll(/[⟦⟧]/gu, '')),
    silent('an empty template', withTemplate([]).replaceAll(/[⟦⟧]/gu, '')),
    silent('Alibaba Cloud never had them', alicloudRules({ web: alicloudRule({ cidr_ip: OLD }) })),
    silent('lite rules', liteRules(['"ACCEPT#203.0.113.7#22#TCP"'], [`"ACCEPT#${OLD}#22#TCP"`])),
  ],
  invalid: [
    ...['115.159.198.247', '115.159.211.178', '119.28.7.195', '119.28.22.215', '119.29.96.147', '211.159.185.38'].map(
      (address) => besideKept(address, { cidr_block: `⟦${address}⟧` }, address),
    ),
    besideKept('as a CIDR', { cidr_block: `⟦${OLD}/32⟧` }),
    besideKept('another port', { cidr_block: `⟦${OLD}⟧`, port: '8080' }),
    besideKept('every port', { cidr_block: `⟦${OLD}⟧`, protocol: 'ALL', port: 'ALL' }),
    besideKept('an unknown port', { cidr_block: `⟦${OLD}⟧`, port: '${var.port}' }),
    loud('the only rule', ruleSet([from(`⟦${OLD}⟧`)]), retired(ruleSet([]))),
    {
      name: 'two rules',
      filename: 'main.tf.json',
      code: ruleSet([from(`⟦${OLD}⟧`), from('⟦119.29.96.147⟧')]),
      errors: [retired(ruleSet([from('119.29.96.147')])), retired(ruleSet([from(OLD)]), '119.29.96.147')],
    },
    loud(
      'a local value',
      ruleSet([kept, from('⟦${local.proxy}⟧')], undefined, { locals: { proxy: OLD } }),
      retired(ruleSet([kept], undefined, { locals: { proxy: OLD } })),
    ),
    loud(
      'the default of a variable',
      ruleSet([kept, from('⟦${var.proxy}⟧')], undefined, { variable: { proxy: { default: OLD } } }),
      retired(
        ruleSet([kept], undefined, { variable: { proxy: { default: OLD } } }),
        OLD,
        ', by the default of var.proxy',
      ),
    ),
    loud(
      'a template',
      withTemplate([OLD, '119.28.22.215']),
      retired(withTemplate([OLD, '119.28.22.215'], []), '119.28.7.195, 119.28.22.215'),
    ),
    loud(
      'a lite rule',
      liteRules(['"ACCEPT#81.69.102.0/24#22#TCP"', `⟦"ACCEPT#${OLD}#22#TCP"⟧`]),
      retired(liteRules(['"ACCEPT#81.69.102.0/24#22#TCP"'])),
    ),
    loud(
      'a policy set',
      policySet([policy({ CidrBlock: '81.69.102.0/24' }), policy({ CidrBlock: `⟦${OLD}⟧` })]),
      retired(policySet([policy({ CidrBlock: '81.69.102.0/24' })])),
      'policies.json',
    ),
    loud(
      'minified',
      minified({
        SecurityGroupPolicySet: {
          Ingress: [policy({ CidrBlock: '81.69.102.0/24' }), policy({ CidrBlock: `⟦${OLD}⟧` })],
        },
      }),
      retired(minified({ SecurityGroupPolicySet: { Ingress: [policy({ CidrBlock: '81.69.102.0/24' })] } })),
      'policies.json',
    ),
    loud(
      'YAML, CRLF',
      `Ingress:\r\n  - Action: ACCEPT\r\n    CidrBlock: ⟦${OLD}⟧ # WebShell\r\n    Protocol: TCP\r\n    Port: 22\r\n  - Action: DROP\r\n    CidrBlock: 0.0.0.0/0\r\n`,
      retired(`Ingress:\r\n  - Action: DROP\r\n    CidrBlock: 0.0.0.0/0\r\n`),
      'policies.yaml',
    ),
  ],
})
