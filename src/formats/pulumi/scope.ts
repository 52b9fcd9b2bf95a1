/** Follows the references of a program as far as it settles them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT } from '../../model/reading.ts'
import { excerpt, invalid, known, NO_SCALAR, rawOf, unknown } from '../raw.ts'
import { parseTemplate, type TemplatePart } from '../terraform/template.ts'
import { parseTraversal } from '../terraform/traversal.ts'
import { type Found, literal, pieceOf, UNKNOWN, unsettled } from './found.ts'

/** Longer chains of variables are left unknown, so that no file exhausts the stack. */
const LONGEST_CHAIN = 64
/** Longer strings are no field of a rule; without a limit, variables that double each other grow without end. */
const LONGEST_TEXT = 4096

export class Scope {
  readonly #resources: ReadonlySet<string>
  readonly #variables: MapValue | undefined
  readonly #config: readonly MapValue[]
  readonly #memo = new Map<Value, Found>()
  #depth = 0

  constructor(program: MapValue, resources: ReadonlySet<string>) {
    this.#resources = resources
    this.#variables = mapOf(program.get('variables')?.value)
    // `configuration` is the older name of `config`.
    this.#config = ['config', 'configuration'].flatMap((name) => mapOf(program.get(name)?.value) ?? [])
  }

  /** Reads a string or number. */
  raw(value: Value | undefined): Raw {
    if (value === undefined) return ABSENT
    const found = this.find(value)
    switch (found.kind) {
      case 'value':
        if (found.value.kind === 'scalar') return rawOfData(found.value.value, value, found.viaDefault)
        return invalid(value, excerpt(value), NO_SCALAR)
      case 'text':
        return rawOfData(found.text, value, found.viaDefault)
      case 'resource':
        return unknown(value, excerpt(value), found.name)
      case 'unknown':
        return unknown(value, excerpt(value), found.identity)
    }
  }

  /** Reads an id; that of a resource of the program is its name. */
  id(value: Value | undefined): Raw {
    const found = value && this.find(value)
    return value !== undefined && found?.kind === 'resource' ? known(found.name, value) : this.raw(value)
  }

  find(value: Value): Found {
    if (value.kind === 'opaque' || value.kind === 'tagged' || isCall(value)) return UNKNOWN
    const text = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : ''
    return text.includes('${') ? this.#once(value, text) : { kind: 'value', value }
  }

  #once(scalar: Value, text: string): Found {
    const memo = this.#memo.get(scalar)
    if (memo !== undefined) return memo
    // Whoever asks while the answer is being found stands on a cycle.
    this.#memo.set(scalar, UNKNOWN)
    this.#depth += 1
    const found = this.#depth > LONGEST_CHAIN ? UNKNOWN : this.#template(text)
    this.#depth -= 1
    this.#memo.set(scalar, found)
    return found
  }

  #template(text: string): Found {
    const parts = parseTemplate(text)
    if (parts === undefined) return UNKNOWN
    const [first] = parts
    if (parts.length === 1 && typeof first === 'object') return this.#expression(first.expression)
    return this.#join(text, parts)
  }

  #join(text: string, parts: readonly TemplatePart[]): Found {
    let joined = ''
    let viaDefault: string | undefined
    let settled = true
    for (const part of parts) {
      const found: Found = typeof part === 'string' ? { kind: 'text', text: part } : this.#expression(part.expression)
      const piece = pieceOf(found)
      // Without a name of its own, an expression may stand for another value each time.
      if (piece === undefined && found.kind === 'unknown' && found.identity === undefined) return UNKNOWN
      settled &&= piece !== undefined
      joined += piece?.text ?? ''
      viaDefault ??= piece?.viaDefault
      if (joined.length > LONGEST_TEXT) return UNKNOWN
    }
    if (!settled) return unsettled(text)
    return viaDefault === undefined ? { kind: 'text', text: joined } : { kind: 'text', text: joined, viaDefault }
  }

  #expression(text: string): Found {
    const traversal = parseTraversal(text)
    if (traversal === undefined || traversal.steps.includes(undefined)) return UNKNOWN
    const { root, steps } = traversal
    if (this.#resources.has(root)) {
      return steps.length === 0 || (steps.length === 1 && steps[0] === 'id')
        ? { kind: 'resource', name: root }
        : unsettled(text)
    }
    let found = this.#named(root)
    for (const step of steps) found = this.#child(found, step)
    return found.kind === 'unknown' && found.identity === undefined ? unsettled(text) : found
  }

  #named(name: string): Found {
    const variable = this.#variables?.get(name)?.value
    return variable === undefined ? this.#default(name) : this.find(variable)
  }

  /** The value of the configuration that a stack may override. */
  #default(name: string): Found {
    const setting = this.#config.flatMap((config) => config.get(name)?.value ?? [])[0]
    const value = setting?.kind === 'map' ? (setting.get('value') ?? setting.get('default'))?.value : setting
    return value === undefined || (value.kind === 'scalar' && value.value === null) ? UNKNOWN : literal(value, name)
  }

  #child(parent: Found, step: number | string | undefined): Found {
    if (parent.kind !== 'value') return UNKNOWN
    const { value, viaDefault } = parent
    let child: Value | undefined
    if (value.kind === 'map' && typeof step === 'string') child = value.get(step)?.value
    if (value.kind === 'sequence' && typeof step === 'number') child = value.items[step]
    if (child === undefined) return UNKNOWN
    return viaDefault === undefined ? this.find(child) : literal(child, viaDefault)
  }
}

/** An empty string is as good as no value. */
function rawOfData(data: bigint | boolean | number | string | null, at: Value, viaDefault: string | undefined): Raw {
  return data === '' ? ABSENT : rawOf(data, at, excerpt(at), viaDefault)
}

/** A built-in function: an object whose only key starts with `fn::`. */
function isCall(value: Value): boolean {
  return value.kind === 'map' && value.entries.length === 1 && /^fn::/iu.test(value.entries[0]?.key ?? '')
}

function mapOf(value: Value | undefined): MapValue | undefined {
  return value?.kind === 'map' ? value : undefined
}
