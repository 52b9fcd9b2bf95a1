/** Resources of a template that bind groups to instances, interfaces and templates. */
import type { Value } from '../../document/value.ts'
import type { Binding } from '../../model/declarations.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { Bindings } from '../bindings/bindings.ts'
import { type BindingSource, holdsList, type IdList, idsOf, readAttachment, readBound } from '../bindings/read.ts'
import { alicloud, type AttachmentSyntax, type BoundSyntax, interfacesIn } from '../bindings/syntax.ts'
import { readField } from '../fields.ts'
import { excerpt, known, unknown } from '../raw.ts'
import { callOf, ifCall } from './call.ts'
import { nameOf } from './names.ts'
import { isNoValue } from './rule-lists.ts'
import type { Resource, Template } from './template.ts'

const GROUPS = ['SecurityGroupIds', 'SecurityGroupId'] as const

const INSTANCE: BoundSyntax = {
  ...alicloud('instance', ...GROUPS),
  nested: interfacesIn('NetworkInterfaces', ...GROUPS),
}

const BOUND: ReadonlyMap<string, BoundSyntax> = new Map([
  ['ALIYUN::ECS::Instance', INSTANCE],
  ['ALIYUN::ECS::InstanceClone', INSTANCE],
  ['ALIYUN::ECS::InstanceGroup', INSTANCE],
  ['ALIYUN::ECS::InstanceGroupClone', INSTANCE],
  ['ALIYUN::ECS::LaunchTemplate', { ...INSTANCE, kind: 'template' }],
  ['ALIYUN::ECS::NetworkInterface', alicloud('interface', ...GROUPS)],
  ['ALIYUN::ESS::ScalingConfiguration', alicloud('template', ...GROUPS)],
])

const JOIN = 'ALIYUN::ECS::JoinSecurityGroup'

const JOINED: readonly AttachmentSyntax[] = [
  joined('instance', 'InstanceId'),
  joined('instance', 'InstanceIdList'),
  joined('interface', 'NetworkInterfaceList'),
]

function joined(kind: Binding['kind'], things: string): AttachmentSyntax {
  return { provider: 'alicloud', kind, things, groups: 'SecurityGroupId', order: 'irrelevant' }
}

/** The types of all resources that bind groups. */
export const BINDING_TYPES: readonly string[] = [...BOUND.keys(), JOIN]

/** Attributes that hold the ids of what groups are bound to. */
const THING_ATTRIBUTE = /\.(?:InstanceIds?|NetworkInterfaceId)$/u

/** Types that stand for a group by their ids. */
const GROUP_TYPES: ReadonlySet<string | undefined> = new Set([
  'ALIYUN::ECS::SecurityGroup',
  'ALIYUN::ECS::SecurityGroupClone',
])

export function readBindings(template: Template): readonly Binding[] {
  const bindings = new Bindings()
  for (const resource of template.resources.values()) {
    const { id: address, label, conditions, type } = resource
    const syntax = BOUND.get(type)
    if (syntax === undefined && type !== JOIN) continue
    const speaker = { address, label, conditions, source: sourceOf(resource.properties, template) }
    if (syntax) readBound(speaker, syntax, bindings)
    else for (const each of JOINED) readAttachment(speaker, each, bindings)
  }
  return bindings.finish()
}

function sourceOf(properties: Resource['properties'], template: Template): BindingSource {
  const body = properties?.kind === 'map' && callOf(properties) === undefined ? properties : undefined
  const at = (name: string): Value | undefined => body?.get(name)?.value
  return {
    groups: (name) => {
      const value = at(name)
      if (holdsList(name) && value && callOf(value) && !isNoValue(value)) return { ids: [], whole: false }
      return listOf(value, (element) => groupId(element, template))
    },
    things: (name) => listOf(at(name), (value) => thingId(value, template)),
    blocks: (name) => elementsOf(at(name)).map((block) => sourceOf(block, template)),
  }
}

/** The ids in a list, or a single one. Those in an `Fn::If` may not be there. */
function listOf(value: Value | undefined, read: (value: Value) => Raw): IdList {
  if (value === undefined || isNoValue(value)) return { ids: [], whole: true }
  const elements = elementsOf(value).filter((element) => !isNoValue(element))
  const settled = elements.filter((element) => ifCall(element) === undefined)
  return { ids: idsOf(settled.map(read)), whole: settled.length === elements.length }
}

function elementsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return []
  return value.kind === 'sequence' ? value.items : [value]
}

function groupId(value: Value, { resolver, resources }: Template): Raw {
  const name = nameOf(resolver.sections, value)
  if (name === undefined) return readField(value, resolver.resolve)
  // A parameter stands for one group, whatever its default.
  const isGroup = GROUP_TYPES.has(resources.get(name)?.type)
  return isGroup ? known(name, value) : unknown(value, excerpt(value), name.startsWith('ALIYUN::') ? undefined : name)
}

function thingId(value: Value, { resolver, resources }: Template): Raw {
  const name = nameOf(resolver.sections, value)?.replace(THING_ATTRIBUTE, '')
  return name !== undefined && BOUND.has(resources.get(name)?.type ?? '')
    ? known(name, value)
    : readField(value, resolver.resolve)
}
