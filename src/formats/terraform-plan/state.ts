/** `terraform.tfstate`: the state as Terraform stores it. */
import type { MapValue } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Resource } from '../terraform/module.ts'
import { isRead } from '../terraform/read-resources.ts'
import { objectIn } from '../unread.ts'
import { memberOf, objectsAt, stringAt } from './members.ts'
import { rootModule } from './module-instance.ts'
import { resourceOf } from './resources.ts'

/** The resources of a state in version 4 of its format, as Terraform stores it since 0.12. */
export function storedResources(state: MapValue, unread: Unread[]): readonly Resource[] {
  const plan = { unknown: undefined, expression: undefined, module: rootModule(undefined) }
  return objectsAt(state, 'resources', unread).flatMap((resource) => {
    const label = memberOf(resource, 'name')
    const name = stringAt(resource, 'name')
    const type = stringAt(resource, 'type')
    if (label === undefined || name === undefined || type === undefined || stringAt(resource, 'mode') === 'data')
      return []
    const module = stringAt(resource, 'module')
    const address = `${module === undefined ? '' : `${module}.`}${type}.${name}`
    const isOurs = isRead(type)
    return objectsAt(resource, 'instances', isOurs ? unread : [])
      .filter((instance) => memberOf(instance, 'deposed') === undefined)
      .map((instance) => {
        if (isOurs) objectIn(memberOf(instance, 'attributes'), unread)
        const index = indexOf(instance)
        return resourceOf({
          type,
          address: index === undefined ? address : `${address}[${JSON.stringify(index)}]`,
          label: (index !== undefined && memberOf(instance, 'index_key')) || label,
          values: memberOf(instance, 'attributes'),
          plan,
        })
      })
  })
}

/** The key of an instance among those of its resource. */
function indexOf(instance: MapValue): number | string | undefined {
  const index = memberOf(instance, 'index_key')
  if (index?.kind !== 'scalar') return undefined
  return typeof index.value === 'number' || typeof index.value === 'string' ? index.value : undefined
}
