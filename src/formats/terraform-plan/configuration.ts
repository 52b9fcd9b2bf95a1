import type { MapValue, Value } from '../../document/value.ts'
import { mapAt, mapsAt, memberOf, stringAt } from './members.ts'

/** The configuration of a module as a plan holds it: of every expression, what it refers to. */
export class Configuration {
  readonly #module: MapValue | undefined
  readonly #calls = new Map<string, Call>()
  #resources: ReadonlyMap<string, Value | undefined> | undefined

  constructor(module: MapValue | undefined) {
    this.#module = module
  }

  /** The arguments of a resource, by `type.name`. */
  resource(name: string): Value | undefined {
    this.#resources ??= new Map(
      mapsAt(this.#module, 'resources')
        .filter((resource) => stringAt(resource, 'mode') !== 'data')
        .map((resource) => [nameOf(resource), memberOf(resource, 'expressions')]),
    )
    return this.#resources.get(name)
  }

  output(name: string): Value | undefined {
    return memberOf(mapAt(mapAt(this.#module, 'outputs'), name), 'expression')
  }

  /** The call of a child module; all instances of the child share its configuration. */
  call(name: string): Call {
    const written = mapAt(mapAt(this.#module, 'module_calls'), name)
    const call = this.#calls.get(name) ?? {
      inputs: memberOf(written, 'expressions'),
      module: new Configuration(mapAt(written, 'module')),
    }
    this.#calls.set(name, call)
    return call
  }
}

export interface Call {
  /** The arguments of the call. */
  readonly inputs: Value | undefined
  readonly module: Configuration
}

/** `type.name`, the address inside its module without an index. */
export function nameOf(resource: MapValue): string {
  return `${stringAt(resource, 'type') ?? ''}.${stringAt(resource, 'name') ?? ''}`
}
