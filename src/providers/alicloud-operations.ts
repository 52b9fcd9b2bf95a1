/** The operations of ECS that change security groups, in the order of their source. */
export const GROUP_OPERATIONS = {
  value: [
    'ecs:AuthorizeSecurityGroup',
    'ecs:AuthorizeSecurityGroupEgress',
    'ecs:RevokeSecurityGroup',
    'ecs:RevokeSecurityGroupEgress',
    'ecs:ModifySecurityGroupRule',
    'ecs:ModifySecurityGroupEgressRule',
    'ecs:ModifySecurityGroupPolicy',
    'ecs:ModifySecurityGroupAttribute',
    'ecs:ConfigureSecurityGroupPermissions',
  ],
  source:
    'seed 004: Alibaba Cloud, Security FAQ of 2024-05-08, How do I forbid RAM users to configure security group rules?',
} as const
