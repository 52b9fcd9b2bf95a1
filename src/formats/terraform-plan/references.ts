/** Which resource an unknown value comes from, as far as the configuration in a plan tells. */
import type { Value } from '../../document/value.ts'
import type { Resource } from '../terraform/module.ts'
import { instanceOf, referenceOf } from '../terraform/reference.ts'
import type { Step, Traversal } from '../terraform/traversal.ts'
import { memberOf } from './members.ts'
import type { ModuleInstance } from './module-instance.ts'
import { NO_SUBJECTS, type Subjects, subjectsOf } from './subjects.ts'
import type { Element } from './value-plan.ts'

/** Longer chains of module inputs and outputs are left unknown, and so are cycles. */
const LONGEST_CHAIN = 64

/** An expression of the configuration, in an instance of its module. */
interface Expression {
  readonly expression: Value | undefined
  readonly module: ModuleInstance
  readonly element?: Element
}

export class References {
  readonly #subjects = new Map<Value, Subjects>()
  readonly #lists = new Map<ModuleInstance, Map<Value, readonly Resource[] | undefined>>()

  /** The resource whose id an unknown value is; `undefined` where it may be another's. */
  resource(unknown: Expression): Resource | undefined {
    const { element = ONLY } = unknown
    const { subjects, module } = this.#origin(unknown)
    // One expression makes a list: with one reference for each unknown element, each stands for its own.
    const subject = subjects.traversals.length === element.count ? subjects.traversals[element.index] : undefined
    return subject && this.#end(subject, module)
  }

  /**
   * The resources whose ids an unknown list holds, besides texts: those are not listed. `undefined` where it may be
   * those of others.
   */
  resources({ expression, module }: Expression): readonly Resource[] | undefined {
    if (expression === undefined) return undefined
    const lists = this.#lists.get(module) ?? new Map<Value, readonly Resource[] | undefined>()
    this.#lists.set(module, lists)
    if (!lists.has(expression)) lists.set(expression, this.#list({ expression, module }))
    return lists.get(expression)
  }

  #list(unknown: Expression): readonly Resource[] | undefined {
    const { subjects, module } = this.#origin(unknown)
    const { traversals, indexed } = subjects
    // What depends on the instance or on an input may be a choice among several.
    const mayChoose = indexed || traversals.some((subject) => subject?.root === 'var')
    if (traversals.length === 0 || (traversals.length > 1 && mayChoose)) return undefined
    const found = traversals.flatMap((subject) => (subject && this.#end(subject, module)) ?? [])
    return found.length === traversals.length ? found : undefined
  }

  /** What an expression refers to behind the inputs and outputs of modules that stand for it as a whole. */
  #origin(unknown: Expression): { readonly subjects: Subjects; readonly module: ModuleInstance } {
    let at = unknown
    let isPart = false
    for (let length = 0; length < LONGEST_CHAIN; length++) {
      const subjects = this.#subjectsOf(at.expression)
      const [subject, another] = subjects.traversals
      // Of a value that is made of several things, nothing tells which part is made of which.
      if (isPart && another !== undefined) return { subjects: NO_SUBJECTS, module: at.module }
      const next = subject && another === undefined ? followed(subject, at.module) : undefined
      if (next === undefined) return { subjects, module: at.module }
      isPart ||= next.isPart
      at = next
    }
    return { subjects: NO_SUBJECTS, module: unknown.module }
  }

  /** The resource that a reference leads to. */
  #end(subject: Traversal, module: ModuleInstance): Resource | undefined {
    const next = followed(subject, module)
    if (next === undefined) return resourceOf(subject, module)
    const { subjects, module: origin } = this.#origin(next)
    const [end, another] = subjects.traversals
    return end && another === undefined ? resourceOf(end, origin) : undefined
  }

  #subjectsOf(expression: Value | undefined): Subjects {
    if (expression === undefined) return NO_SUBJECTS
    const known = this.#subjects.get(expression) ?? subjectsOf(expression)
    this.#subjects.set(expression, known)
    return known
  }
}

const ONLY: Element = { index: 0, count: 1 }
/** The expression behind an input or output of a module; `undefined` for what is neither. */
function followed({ root, steps }: Traversal, module: ModuleInstance): Followed | undefined {
  if (root === 'var') return inputOf(module, steps)
  return root === 'module' ? outputOf(module, steps) : undefined
}

interface Followed extends Expression {
  /** Whether only an attribute or element of it is meant. */
  readonly isPart: boolean
}

function inputOf({ caller }: ModuleInstance, [name, ...path]: readonly Step[]): Followed | undefined {
  if (caller === undefined || typeof name !== 'string') return undefined
  return { expression: memberOf(caller.call.inputs, name), module: caller.module, isPart: path.length > 0 }
}

function outputOf({ children, prefix }: ModuleInstance, steps: readonly Step[]): Followed | undefined {
  const [name, second, third] = steps
  if (typeof name !== 'string') return undefined
  const instances = children.get(name)
  const indexed = instances?.get(`${prefix}module.${name}${indexOf(second)}.`)
  const module = indexed ?? only(instances)
  const output = indexed ? third : second
  if (module === undefined || typeof output !== 'string') return undefined
  const isPart = steps.length > (indexed ? 3 : 2)
  return { expression: module.configuration.output(output), module, isPart }
}

function resourceOf(subject: Traversal, { prefix, resources }: ModuleInstance): Resource | undefined {
  const reference = referenceOf(subject)
  if (reference?.mode !== 'managed') return undefined
  const instances = resources.get(reference.address)
  // The index and attribute behind an index that is no literal are not listed.
  const instance = reference.steps.length === 0 ? { index: undefined } : instanceOf(reference)
  if (instance === undefined) return undefined
  return instance.index === undefined
    ? only(instances)
    : instances?.get(`${prefix}${reference.address}${indexOf(instance.index)}`)
}

function indexOf(step: Step): string {
  return step === undefined ? '' : `[${JSON.stringify(step)}]`
}

function only<T>(items: ReadonlyMap<string, T> | undefined): T | undefined {
  if (items?.size !== 1) return undefined
  const [item] = items.values()
  return item
}
