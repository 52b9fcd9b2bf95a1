/** Which resource an unknown value comes from, as far as the configuration in a plan tells. */
import type { Value } from '../../document/value.ts'
import type { Resource } from '../terraform/module.ts'
import { instanceOf, referenceOf } from '../terraform/reference.ts'
import { parseTraversal, type Step, type Traversal } from '../terraform/traversal.ts'
import { itemsAt, memberOf } from './members.ts'
import type { ModuleInstance } from './module-instance.ts'

/** Longer chains of module inputs and outputs are left unknown, and so are cycles. */
const LONGEST_CHAIN = 64
/** What settles an instance before anything is applied. */
const INDEXES: ReadonlySet<string> = new Set(['count.index', 'each.key'])

/** An expression of the configuration, in an instance of its module. */
interface Expression {
  readonly expression: Value | undefined
  readonly module: ModuleInstance
}

export class References {
  readonly #subjects = new Map<Value, Traversal | undefined>()

  /** The resource whose id an unknown value is; `undefined` where it may be another's. */
  resource(unknown: Expression): Resource | undefined {
    let at = unknown
    for (let length = 0; length < LONGEST_CHAIN; length++) {
      const subject = at.expression && this.#subject(at.expression)
      if (subject === undefined) return undefined
      const next = followed(subject, at.module)
      if (next === undefined) return resourceOf(subject, at.module)
      at = next
    }
    return undefined
  }

  #subject(expression: Value): Traversal | undefined {
    if (!this.#subjects.has(expression)) this.#subjects.set(expression, subjectOf(expression))
    return this.#subjects.get(expression)
  }
}

/**
 * The one thing that an expression refers to. Terraform lists each reference with all that it is a part of behind it:
 * `a.b[0].id`, `a.b[0]`, `a.b`. A value made of several things is none of them.
 */
function subjectOf(expression: Value): Traversal | undefined {
  let subject: string | undefined
  for (const item of itemsAt(expression, 'references')) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') return undefined
    if (INDEXES.has(item.value)) continue
    if (subject !== undefined && !isPartOf(item.value, subject)) return undefined
    subject ??= item.value
  }
  return subject === undefined ? undefined : parseTraversal(subject)
}

function isPartOf(part: string, whole: string): boolean {
  return whole.startsWith(part) && (whole.length === part.length || '.['.includes(whole.charAt(part.length)))
}

/** The expression behind an input or output of a module; `undefined` for what is neither. */
function followed({ root, steps }: Traversal, module: ModuleInstance): Expression | undefined {
  if (root === 'var') return inputOf(module, steps)
  return root === 'module' ? outputOf(module, steps) : undefined
}

function inputOf({ caller }: ModuleInstance, [name]: readonly Step[]): Expression | undefined {
  if (caller === undefined || typeof name !== 'string') return undefined
  return { expression: memberOf(caller.call.inputs, name), module: caller.module }
}

function outputOf({ children, prefix }: ModuleInstance, steps: readonly Step[]): Expression | undefined {
  const [name, second, third] = steps
  if (typeof name !== 'string') return undefined
  const instances = children.get(name)
  const indexed = instances?.get(`${prefix}module.${name}${indexOf(second)}.`)
  const module = indexed ?? only(instances)
  const output = indexed ? third : second
  if (module === undefined || typeof output !== 'string') return undefined
  return { expression: module.configuration.output(output), module }
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
