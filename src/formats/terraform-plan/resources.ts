/** The resources that a plan or state holds. */
import type { Value } from '../../document/value.ts'
import type { Declarations } from '../../model/declarations.ts'
import { fixedOrigin } from '../../model/reading.ts'
import { BOUND_TYPES, GROUP_TYPES } from '../terraform/ids.ts'
import { LIST_TYPES } from '../terraform/lists.ts'
import type { Resource } from '../terraform/module.ts'
import { readResources } from '../terraform/read-resources.ts'
import { stringAt } from './members.ts'
import { PlanReader } from './plan-reader.ts'
import { PlannedMap } from './planned-value.ts'
import type { ValuePlan } from './value-plan.ts'

/** Types of resources that others name by their ids. */
const NAMED_TYPES: readonly ReadonlySet<string>[] = [BOUND_TYPES, GROUP_TYPES, LIST_TYPES]

/** A resource instance as the file spells it. */
export interface Instance {
  readonly type: string
  /** The absolute address. */
  readonly address: string
  /** Where the instance is reported. */
  readonly label: Value
  readonly values: Value | undefined
  readonly plan: ValuePlan
}

/** The resource as the readers of resources take it. */
export function resourceOf({ type, address, label, values, plan }: Instance): Resource {
  const { place } = label
  return { type, address, label: fixedOrigin(place), body: new PlannedMap(values, plan, place), single: true }
}

/** What resources declare that refer to each other by their ids. */
export function readInstances(resources: readonly Resource[]): Declarations {
  const byAddress = new Map<string, Resource>()
  const byId = new Map<string, Resource>()
  for (const resource of resources) {
    byAddress.set(resource.address, resource)
    // Resources of other types may have the id of the group that they belong to.
    const id = NAMED_TYPES.some((types) => types.has(resource.type)) ? stringAt(resource.body, 'id') : undefined
    if (id !== undefined && id !== '' && !byId.has(id)) byId.set(id, resource)
  }
  return readResources({ resources, byAddress, misplaced: [] }, new PlanReader(byId))
}
