/** `terraform show -json`: plans, and states in the same representation. */
import type { MapValue } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Resource } from '../terraform/module.ts'
import { isRead } from '../terraform/read-resources.ts'
import { nameOf } from './configuration.ts'
import { objectIn } from '../unread.ts'
import { mapAt, mapsAt, memberOf, objectsAt, stringAt } from './members.ts'
import { addInstance, type Branch, branchesOf, rootModule } from './module-instance.ts'
import { resourceOf } from './resources.ts'

/** What a plan tells of the changes of its resources, by address. */
type Changes = ReadonlyMap<string, MapValue>

/** The resources as they will be once the plan is applied. */
export function plannedResources(plan: MapValue, unread: Unread[]): readonly Resource[] {
  const planned = rootOf(plan, 'planned_values', unread)
  if (planned === undefined) return []
  const changes = changesOf(plan)
  const module = rootModule(mapAt(mapAt(plan, 'configuration'), 'root_module'))
  return branchesOf(planned, module, unread).flatMap((branch) => resourcesOf(branch, changes, unread))
}

/** The resources as Terraform knows them. */
export function knownResources(state: MapValue, unread: Unread[]): readonly Resource[] {
  const known = rootOf(state, 'values', unread)
  if (known === undefined) return []
  return branchesOf(known, rootModule(undefined), unread).flatMap((branch) => resourcesOf(branch, undefined, unread))
}

function rootOf(file: MapValue, key: string, unread: Unread[]): MapValue | undefined {
  return objectIn(memberOf(objectIn(memberOf(file, key), unread), 'root_module'), unread)
}

function changesOf(plan: MapValue): Changes {
  const changes = new Map<string, MapValue>()
  for (const resource of mapsAt(plan, 'resource_changes')) {
    const address = stringAt(resource, 'address')
    const change = mapAt(resource, 'change')
    // What a replacement left behind has the address of the replacement.
    const isDeposed = memberOf(resource, 'deposed') !== undefined
    if (address !== undefined && change !== undefined && !isDeposed) changes.set(address, change)
  }
  return changes
}

/** The resources of one module instance; without `changes`, all that the file does not hold is absent. */
function resourcesOf({ module, values }: Branch, changes: Changes | undefined, unread: Unread[]): readonly Resource[] {
  return objectsAt(values, 'resources', unread).flatMap((instance) => {
    const label = memberOf(instance, 'address')
    const address = stringAt(instance, 'address')
    const type = stringAt(instance, 'type')
    if (label === undefined || address === undefined || type === undefined) return []
    const change = changes?.get(address)
    if (stringAt(instance, 'mode') === 'data' || isGone(change)) return []
    const name = nameOf(instance)
    const unknown = changes && !change ? 'unlisted' : memberOf(change, 'after_unknown')
    const plan = { unknown, expression: module.configuration.resource(name), module } as const
    if (isRead(type)) objectIn(memberOf(instance, 'values'), unread)
    const resource = resourceOf({ type, address, label, values: memberOf(instance, 'values'), plan })
    addInstance(module.resources, name, address, resource)
    return [resource]
  })
}

function isGone(change: MapValue | undefined): boolean {
  const actions = memberOf(change, 'actions')
  const [action, second] = actions?.kind === 'sequence' ? actions.items : []
  return second === undefined && action?.kind === 'scalar' && (action.value === 'delete' || action.value === 'forget')
}
