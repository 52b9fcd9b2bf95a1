import { expect, it } from 'vitest'
import { plainReading, readJsonFile, textAt } from '../documents.ts'

const ALIBABA = 'ecs.alibabacloud.crossplane.io/v1alpha1'
const composition = (apiVersion: string, kind: string): object => ({
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  metadata: { name: 'web' },
  spec: { resources: [{ name: 'a', base: { apiVersion, kind, spec: { forProvider: { cidrIp: '0.0.0.0/0' } } } }] },
})

it.each([
  [composition(ALIBABA, 'SecurityGroupRule'), 1],
  [composition('vpc.tencentcloud.crossplane.io/v1alpha1', 'SecurityGroup'), 1],
  [composition(ALIBABA, 'Disk'), 0],
  [composition('ec2.aws.upbound.io/v1beta1', 'SecurityGroupRule'), 0],
  [{ ...composition(ALIBABA, 'SecurityGroupRule'), kind: 'Example' }, 0],
  [{ ...composition(ALIBABA, 'SecurityGroupRule'), kind: null }, 0],
])('%j is told of, as it is not read, %d times', (object, times) => {
  const text = JSON.stringify(object)
  const { groups, unread = [] } = readJsonFile(text)
  expect(groups).toEqual([])
  expect(unread.map((each) => [textAt(text, each.origin), plainReading(each)])).toEqual(
    Array.from({ length: times }, () => ['"Composition"', { state: 'unknown', text: 'Composition' }]),
  )
})
