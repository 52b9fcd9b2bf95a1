/** Kubernetes objects of Crossplane's providers. */
import type { Rule, SecurityGroup } from '../../../src/model/declarations.ts'
import { only, readBoth, readYaml } from '../documents.ts'

const API_VERSIONS = {
  alicloud: 'ecs.alibabacloud.crossplane.io/v1alpha1',
  tencentcloud: 'vpc.tencentcloud.crossplane.io/v1alpha1',
} as const

interface More {
  readonly metadata?: object
  readonly spec?: object
}

/** A managed resource: `forProvider` under `spec`, beside what `more` adds. */
export function managed(
  cloud: keyof typeof API_VERSIONS,
  kind: string,
  name: string,
  forProvider: unknown,
  more: More = {},
): object {
  return {
    apiVersion: API_VERSIONS[cloud],
    kind,
    metadata: { name, ...more.metadata },
    spec: { forProvider, ...more.spec },
  }
}

export const alicloudGroup = managed('alicloud', 'SecurityGroup', 'web', { securityGroupName: 'web', vpcId: 'vpc-1' })
export const tencentcloudGroup = managed('tencentcloud', 'SecurityGroup', 'web', { name: 'web' })

export const ssh = {
  securityGroupIdRef: { name: 'web' },
  type: 'ingress',
  ipProtocol: 'tcp',
  portRange: '22/22',
  cidrIp: '198.51.100.0/24',
}

/** The groups of a file of several documents, which reads like a list of the same objects in JSON or YAML. */
export function readObjects(...objects: readonly object[]): readonly SecurityGroup[] {
  const groups = readYaml(objects.map((object) => JSON.stringify(object)).join('\n---\n'))
  const listed = readBoth({ apiVersion: 'v1', kind: 'List', items: objects })
  const [documents, list] = [groups, listed].map((each) => each.map(({ key, rules }) => [key, rules.map(labelOf)]))
  if (JSON.stringify(documents) !== JSON.stringify(list)) throw new Error('Documents and list differ.')
  return groups
}

function labelOf({ label }: Rule): string {
  return label
}

/** The only rule of the first group of a file. */
export function readRuleOf(...objects: readonly object[]): Rule {
  return only(readObjects(...objects)[0]?.rules ?? [])
}
