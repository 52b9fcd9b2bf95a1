/** Follows Terraform's references as far as the files of a module settle them. */
import type { ScalarValue, Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT } from '../../model/reading.ts'
import type { Module } from './module.ts'
import { referenceOf } from './reference.ts'
import { rawOfResolution, type Resolution, textOf, UNKNOWN, type ValueReader } from './resolution.ts'
import { parseTemplate, type TemplatePart } from './template.ts'
import { parseTraversal, type Step, type Traversal } from './traversal.ts'

/** Longer chains of references are left unknown, so that no file exhausts the stack. */
const LONGEST_CHAIN = 64
/** Longer strings are no field of a rule; without a limit, locals that double each other grow without end. */
const LONGEST_TEXT = 4096

/** Roots whose value differs between the instances of a block. */
const PER_INSTANCE: ReadonlySet<string> = new Set(['count', 'each', 'self'])
const WITHOUT_VALUE: ReadonlySet<string> = new Set(['module', 'path', 'terraform'])

export class Resolver implements ValueReader {
  readonly isConfiguration = true
  readonly #module: Module
  readonly #memo = new Map<ScalarValue, Resolution>()
  #depth = 0

  constructor(module: Module) {
    this.#module = module
  }

  raw(value: Value | undefined, viaDefault?: string): Raw {
    return value === undefined ? ABSENT : rawOfResolution(this.resolve(value, viaDefault), value, textOf(value))
  }

  resolve(value: Value, viaDefault?: string): Resolution {
    switch (value.kind) {
      case 'map':
      case 'sequence':
        return { kind: 'container', value, viaDefault }
      case 'scalar':
        // Most strings hold no brace, and so no template.
        return typeof value.value === 'string' && viaDefault === undefined && value.value.includes('{')
          ? this.#once(value, value.value)
          : { kind: 'scalar', value: value.value, viaDefault }
      case 'opaque':
      case 'tagged':
        return UNKNOWN
    }
  }

  /** A configuration writes its lists out. */
  elements(): undefined {
    return undefined
  }

  template(text: string): Resolution {
    const parts = parseTemplate(text)
    if (parts === undefined) return UNKNOWN
    const [first] = parts
    return parts.length === 1 && typeof first === 'object'
      ? this.#expression(first.expression)
      : this.#join(text, parts)
  }

  /** A configuration holds no ids that resources have. */
  byId(found: Resolution): Resolution {
    return found
  }

  #once(scalar: ScalarValue, text: string): Resolution {
    const known = this.#memo.get(scalar)
    if (known !== undefined) return known
    // Whoever asks while the answer is being found stands on a cycle.
    this.#memo.set(scalar, UNKNOWN)
    this.#depth += 1
    const resolution = this.#depth > LONGEST_CHAIN ? UNKNOWN : this.template(text)
    this.#depth -= 1
    this.#memo.set(scalar, resolution)
    return resolution
  }

  #join(text: string, parts: readonly TemplatePart[]): Resolution {
    let joined = ''
    let viaDefault: string | undefined
    let settled = true
    for (const part of parts) {
      if (typeof part === 'string') {
        joined += part
        continue
      }
      const resolution = this.#expression(part.expression)
      if (resolution.kind === 'scalar' && resolution.value !== null) {
        joined += String(resolution.value)
        viaDefault ??= resolution.viaDefault
        if (joined.length > LONGEST_TEXT) return UNKNOWN
      } else if (identityOf(resolution) === undefined) return UNKNOWN
      else settled = false
    }
    return settled ? { kind: 'scalar', value: joined, viaDefault } : { kind: 'unknown', identity: text }
  }

  #expression(text: string): Resolution {
    const traversal = parseTraversal(text)
    if (traversal === undefined || PER_INSTANCE.has(traversal.root)) return UNKNOWN
    const identity = traversal.steps.includes(undefined) ? undefined : text
    if (WITHOUT_VALUE.has(traversal.root)) return { kind: 'unknown', identity }
    if (traversal.root === 'var' || traversal.root === 'local') return this.#named(traversal, identity)
    const reference = referenceOf(traversal)
    return reference === undefined ? UNKNOWN : { kind: 'reference', reference, identity }
  }

  #named({ root, steps }: Traversal, identity: string | undefined): Resolution {
    const [name, ...path] = steps
    const base = typeof name === 'string' ? this.#value(root, name) : undefined
    if (base === undefined) return { kind: 'unknown', identity }
    let found = base
    for (const step of path) found = this.#child(found, step)
    const isNullDefault = found.kind === 'scalar' && found.value === null && found.viaDefault !== undefined
    return isNullDefault || (found.kind === 'unknown' && found.identity === undefined)
      ? { kind: 'unknown', identity }
      : found
  }

  #value(root: string, name: string): Resolution | undefined {
    if (root === 'var') {
      const variable = this.#module.variables.get(name)
      return variable && this.resolve(variable.value, variable.name)
    }
    const local = this.#module.locals.get(name)
    return local && this.resolve(local)
  }

  #child(parent: Resolution, step: Step): Resolution {
    if (parent.kind !== 'container') return UNKNOWN
    const { value, viaDefault } = parent
    let child: Value | undefined
    if (value.kind === 'map' && typeof step === 'string') child = value.get(step)?.value
    if (value.kind === 'sequence' && typeof step === 'number') child = value.items[step]
    return child === undefined ? UNKNOWN : this.resolve(child, viaDefault)
  }
}

function identityOf(resolution: Resolution): string | undefined {
  return resolution.kind === 'reference' || resolution.kind === 'unknown' ? resolution.identity : undefined
}
