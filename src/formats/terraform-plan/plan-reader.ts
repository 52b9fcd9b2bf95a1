import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT } from '../../model/reading.ts'
import type { Resource } from '../terraform/module.ts'
import { rawOfResolution, type Resolution, textOf, UNKNOWN, type ValueReader } from '../terraform/resolution.ts'
import { UnknownValue } from './planned-value.ts'
import { References } from './references.ts'

/** Reads the values of plans and states: strings are literal, and the empty string is as good as none. */
export class PlanReader implements ValueReader {
  readonly isConfiguration = false
  readonly #byId: ReadonlyMap<string, Resource>
  readonly #references = new References()

  constructor(byId: ReadonlyMap<string, Resource>) {
    this.#byId = byId
  }

  raw(value: Value | undefined): Raw {
    return value === undefined ? ABSENT : rawOfResolution(this.resolve(value), value, textOf(value))
  }

  resolve(value: Value): Resolution {
    switch (value.kind) {
      case 'map':
      case 'sequence':
        return { kind: 'container', value, viaDefault: undefined }
      case 'scalar':
        return { kind: 'scalar', value: value.value === '' ? null : value.value, viaDefault: undefined }
      case 'opaque':
      case 'tagged': {
        const resource = value instanceof UnknownValue ? this.#references.resource(value.plan) : undefined
        return resource ? idOf(resource) : UNKNOWN
      }
    }
  }

  elements(list: Value): readonly Resolution[] | undefined {
    return list instanceof UnknownValue ? this.#references.resources(list.plan)?.map(idOf) : undefined
  }

  template(text: string): Resolution {
    return { kind: 'scalar', value: text, viaDefault: undefined }
  }

  byId(found: Resolution): Resolution {
    const resource = found.kind === 'scalar' ? this.#byId.get(String(found.value)) : undefined
    return resource ? idOf(resource) : found
  }
}

/** Two values that refer to one resource need not be equal: only the id that they may be is. */
function idOf({ type, address }: Resource): Resolution {
  return { kind: 'reference', reference: { mode: 'managed', type, address, steps: ['id'] }, identity: undefined }
}
