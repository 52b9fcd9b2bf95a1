/** Pulumi programs and parts of them. */
export const GROUP = 'alicloud:ecs/securityGroup:SecurityGroup'
export const RULE = 'alicloud:ecs/securityGroupRule:SecurityGroupRule'
export const TENCENT_GROUP = 'tencentcloud:Security/group:Group'
export const TENCENT_RULE = 'tencentcloud:Security/groupRule:GroupRule'
export const TENCENT_RULE_SET = 'tencentcloud:Security/groupRuleSet:GroupRuleSet'

export function program(resources: object, sections: object = {}): object {
  return { name: 'web', runtime: 'yaml', ...sections, resources }
}

export const sg = { type: GROUP, properties: { securityGroupName: 'web', vpcId: 'vpc-1' } }

/** A program of one group and one rule of it. */
export function withRule(fields: object, sections: object = {}): object {
  const ssh = {
    securityGroupId: '${sg.id}',
    type: 'ingress',
    ipProtocol: 'tcp',
    portRange: '22/22',
    cidrIp: '10.0.0.0/8',
  }
  return program({ sg, ssh: { type: RULE, properties: { ...ssh, ...fields } } }, sections)
}

/** A program of one group and the rule set of it. */
export function withRuleSet(lists: unknown, sections: object = {}): object {
  const group = { type: TENCENT_GROUP, properties: { name: 'web' } }
  const isObject = typeof lists === 'object' && !Array.isArray(lists)
  const properties = isObject ? { securityGroupId: '${sg.id}', ...lists } : lists
  return program({ sg: group, rules: { type: TENCENT_RULE_SET, properties } }, sections)
}
