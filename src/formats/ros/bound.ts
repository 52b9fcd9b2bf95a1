/** Resources of a template that bind groups to instances, interfaces and templates. */
import type { Value } from '../../document/value.ts'
import type { Binding, Unread } from '../../model/declarations.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { Bindings } from '../bindings/bindings.ts'
import {
  type BindingSource,
  type Blocks,
  holdsList,
  type IdList,
  idsOf,
  noIds,
  readAttachment,
  readBound,
} from '../bindings/read.ts'
import { alicloud, type AttachmentSyntax, type BoundSyntax, interfacesIn } from '../bindings/syntax.ts'
import { readField } from '../fields.ts'
import { excerpt, known, unknown } from '../raw.ts'
import { objectIn } from '../unread.ts'
import { callOf, ifCall, isCall } from './call.ts'
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

/** The bindings of a template, and what stands for groups that are bound and not read. */
export function readBindings(template: Template): {
  readonly bindings: readonly Binding[]
  readonly unread: readonly Unread[]
} {
  const bindings = new Bindings()
  for (const resource of template.resources.values()) {
    const { id: address, label, conditions, type } = resource
    const syntax = BOUND.get(type)
    if (syntax === undefined && type !== JOIN) continue
    bindings.unread.push(...resource.unread)
    objectIn(resource.properties, bindings.unread, isCall)
    const speaker = { address, label, conditions, source: sourceOf(resource.properties, template) }
    if (syntax) readBound(speaker, syntax, bindings)
    else for (const each of JOINED) readAttachment(speaker, each, bindings)
  }
  return { bindings: bindings.finish(), unread: bindings.unread }
}

function sourceOf(properties: Resource['properties'], template: Template): BindingSource {
  const body = properties?.kind === 'map' && !isCall(properties) ? properties : undefined
  const at = (name: string): Value | undefined => body?.get(name)?.value
  return {
    groups: (name) => {
      const value = at(name)
      if (holdsList(name) && value && callOf(value) && !isNoValue(value)) return noIds(unknown(value, excerpt(value)))
      return listOf(value, template, (element) => groupId(element, template))
    },
    things: (name) => listOf(at(name), template, (value) => thingId(value, template)),
    blocks: (name) => blocksOf(at(name), template),
  }
}

function blocksOf(list: Value | undefined, template: Template): Blocks {
  const unread: Unread[] = []
  const blocks = elementsOf(list).filter((block) => !isNoValue(block) && objectIn(block, unread, isCall))
  return { blocks: blocks.map((block) => sourceOf(block, template)), unread }
}

/** The ids in a list, or a single one. Those in an open `Fn::If` may not be there. */
function listOf(value: Value | undefined, { resolver }: Template, read: (value: Value) => Raw): IdList {
  if (value === undefined || isNoValue(value)) return noIds()
  const elements = elementsOf(value)
    .map((element) => resolver.branch(element) ?? element)
    .filter((element) => !isNoValue(element))
  const open = elements.filter((element) => ifCall(element) !== undefined)
  const settled = elements.filter((element) => ifCall(element) === undefined)
  const { whole, unread } = noIds(...open.map((element) => unknown(element, excerpt(element))))
  return { ids: idsOf(settled.map(read)), whole, unread }
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
