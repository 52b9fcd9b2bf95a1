/** What the references, functions and conditions of a template come to. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { excerpt, readRaw, type Resolve, unknown } from '../raw.ts'
import { type Call, callOf, DEEPEST_CALL, ifCall, stringOf } from './call.ts'
import { holds } from './conditions.ts'
import { chosen, found, selected } from './choices.ts'
import { attributeName, resolveName } from './names.ts'
import type { Scope, TemplateReader } from './reader.ts'
import type { Sections } from './sections.ts'
import { joined, replaced, spelled, substituted } from './texts.ts'

/** The functions whose result is one value. Each gives `undefined` where the template does not settle it. */
const FUNCTIONS: ReadonlyMap<string, (scope: Scope) => Raw | undefined> = new Map([
  ['Fn::FindInMap', found],
  ['Fn::If', chosen],
  ['Fn::Join', joined],
  ['Fn::Replace', replaced],
  ['Fn::Select', selected],
  ['Fn::Str', spelled],
  ['Fn::Sub', substituted],
])

export class Resolver implements TemplateReader {
  readonly sections: Sections
  /** Each call is read once, so that a variable costs no more where a text holds it a thousand times. */
  readonly #readings = new Map<Value, Raw>()
  readonly #conditions = new Map<string, boolean | undefined>()
  #depth = 0

  constructor(sections: Sections) {
    this.sections = sections
  }

  readonly resolve: Resolve = (value) => {
    const call = callOf(value)
    if (call === undefined) return undefined
    const reading = this.#readings.get(value) ?? this.#read(value, call)
    this.#readings.set(value, reading)
    return reading
  }

  raw(value: Value | undefined): Raw {
    return readRaw(value, this.resolve)
  }

  truth(condition: Value): boolean | undefined {
    const name = stringOf(condition)
    if (name === undefined) return this.deeper(() => holds(condition, this))
    if (!this.#conditions.has(name)) {
      // Whoever asks while the answer is being found stands on a cycle.
      this.#conditions.set(name, undefined)
      const definition = this.sections.conditions?.get(name)?.value
      this.#conditions.set(name, definition && this.deeper(() => holds(definition, this)))
    }
    return this.#conditions.get(name)
  }

  branch(value: Value): Value | undefined {
    const branches = ifCall(value)
    if (branches === undefined) return undefined
    const truth = this.truth(branches.condition)
    return truth === undefined ? undefined : truth ? branches.whenTrue : branches.whenFalse
  }

  deeper<T>(settle: () => T): T | undefined {
    if (this.#depth === DEEPEST_CALL) return undefined
    this.#depth += 1
    const settled = settle()
    this.#depth -= 1
    return settled
  }

  #read(at: Value, { name, argument }: Call): Raw {
    if (name === 'Ref') return resolveName(this.sections, stringOf(argument), at)
    if (name === 'Fn::GetAtt') return unknown(at, excerpt(at), attributeName(this.sections, argument))
    const settle = FUNCTIONS.get(name)
    return (settle && this.deeper(() => settle({ reader: this, at, argument }))) ?? unknown(at, excerpt(at))
  }
}
