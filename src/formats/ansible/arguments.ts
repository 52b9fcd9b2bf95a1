/** The arguments of a task, with their Jinja expressions left unknown. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT } from '../../model/reading.ts'
import { readField } from '../fields.ts'
import { placeholderText } from '../placeholders.ts'
import { excerpt, type Resolve, unknown } from '../raw.ts'
import type { Task } from './tasks.ts'

/** A Jinja expression or statement. */
const JINJA = /\{\{|\{%/u
/** A variable by itself: it has one value as long as a task runs. */
const VARIABLE = /^\{\{\s*[A-Za-z_][\w.]*\s*\}\}$/u

export function isExpression(value: Value): boolean {
  return placeholderText(value, JINJA) !== undefined || value.kind === 'opaque' || value.kind === 'tagged'
}

export class Arguments {
  readonly #task: Task
  readonly #unread: Value | undefined

  constructor(task: Task) {
    this.#task = task
    const { arguments: given } = task
    const isReadable = given.kind === 'map' ? !isExpression(given) : given.kind === 'scalar' && given.value === null
    this.#unread = isReadable ? undefined : given
  }

  /** Set where the arguments stand in a string, `name=web state=present`, or in an expression. */
  get unread(): Value | undefined {
    return this.#unread
  }

  /** The first of some names of an argument that is there. */
  find(...names: readonly string[]): Value | undefined {
    const { arguments: given, defaults } = this.#task
    const maps = [given.kind === 'map' ? given : undefined, defaults]
    return maps.flatMap((map) => names.flatMap((name) => map?.get(name)?.value ?? []))[0]
  }

  read(...names: readonly string[]): Raw {
    const value = this.find(...names)
    if (value === undefined) return this.#unread === undefined ? ABSENT : unknown(this.#unread, excerpt(this.#unread))
    return readField(value, this.resolve)
  }

  readonly resolve: Resolve = (value) => {
    const text = placeholderText(value, JINJA)
    if (text === undefined) return undefined
    const { address, looped } = this.#task
    return unknown(value, excerpt(value), !looped && VARIABLE.test(text) ? `${text} in ${address}` : undefined)
  }

  /** What tells one thing from another by the value of an argument; `undefined` where a run settles it. */
  identify(...names: readonly string[]): string | undefined {
    const value = this.find(...names)
    const text = value?.kind === 'scalar' && value.value !== null ? String(value.value) : ''
    if (text === '' || (JINJA.test(text) && (this.#task.looped || !VARIABLE.test(text)))) return undefined
    return text
  }

  /** Whether a switch is certain to be on, as Ansible reads booleans; `otherwise` where it is absent. */
  isOn(name: string, otherwise: boolean): boolean {
    const value = this.find(name)
    if (value === undefined) return otherwise && this.#unread === undefined
    if (value.kind !== 'scalar') return false
    return value.value === null ? otherwise : /^(?:1|on|t|true|y|yes)$/iu.test(String(value.value))
  }
}
