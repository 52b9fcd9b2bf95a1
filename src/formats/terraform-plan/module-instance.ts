/** The instances of modules that a plan or state holds, with the configuration from which each was made. */
import type { MapValue } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Resource } from '../terraform/module.ts'
import { type Call, Configuration } from './configuration.ts'
import { objectsAt, stringAt } from './members.ts'

export interface ModuleInstance {
  /** What comes before the addresses of its resources: empty, or `module.name[0].`. */
  readonly prefix: string
  readonly configuration: Configuration
  /** Where it is called; absent for the root module. */
  readonly caller: { readonly module: ModuleInstance; readonly call: Call } | undefined
  /** The instances that it calls, by the name of the call and then by their prefix. */
  readonly children: InstancesByName<ModuleInstance>
  /** The instances of its resources, by `type.name` and then by their address. */
  readonly resources: InstancesByName<Resource>
}

/** All instances of each name. */
type InstancesByName<T> = Map<string, Map<string, T>>

/** A module instance with the values that the file holds of it. */
export interface Branch {
  readonly module: ModuleInstance
  readonly values: MapValue
}

export function rootModule(configuration: MapValue | undefined): ModuleInstance {
  return moduleInstance('', new Configuration(configuration), undefined)
}

/** A module with all that it calls, callers first; what stands in the place of modules goes to `unread`. */
export function branchesOf(values: MapValue, module: ModuleInstance, unread: Unread[]): readonly Branch[] {
  const branches: Branch[] = [{ module, values }]
  // Grows while it is walked: no stack, however deep the modules nest.
  for (const branch of branches) {
    for (const child of objectsAt(branch.values, 'child_modules', unread)) {
      branches.push({ module: childAt(branch.module, stringAt(child, 'address') ?? ''), values: child })
    }
  }
  return branches
}

/** A step of an address, such as `module.name[0].` or `module.name["key"].`; the address may end behind it. */
const STEP = /module\.[^.[\]]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?(?:\.|$)/guy
/** Nobody calls modules this deep; of the values of those that do, nothing is followed. */
const MOST_STEPS = 64

/** The module with this address, made where no resource before it was in there. */
export function moduleAt(root: ModuleInstance, address: string): ModuleInstance {
  const ends = [...address.matchAll(STEP)].map(({ 0: step, index }) => index + step.replace(/\.$/u, '').length)
  if (ends.length > MOST_STEPS) return rootModule(undefined)
  return ends.reduce((caller, end) => {
    const path = address.slice(0, end)
    return caller.children.get(calledName(caller, path))?.get(`${path}.`) ?? childAt(caller, path)
  }, root)
}

function calledName(caller: ModuleInstance, address: string): string {
  return /^module\.([^.[\]]+)/u.exec(address.slice(caller.prefix.length))?.[1] ?? ''
}

function childAt(caller: ModuleInstance, address: string): ModuleInstance {
  const name = calledName(caller, address)
  const call = caller.configuration.call(name)
  const child = moduleInstance(`${address}.`, call.module, { module: caller, call })
  addInstance(caller.children, name, child.prefix, child)
  return child
}

function moduleInstance(
  prefix: string,
  configuration: Configuration,
  caller: ModuleInstance['caller'],
): ModuleInstance {
  return { prefix, configuration, caller, children: new Map(), resources: new Map() }
}

/** The first of instances that share an address stays. */
export function addInstance<T>(instances: InstancesByName<T>, name: string, key: string, instance: T): void {
  const named = instances.get(name) ?? new Map<string, T>()
  if (!named.has(key)) named.set(key, instance)
  instances.set(name, named)
}
