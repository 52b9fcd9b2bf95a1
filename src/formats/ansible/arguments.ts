/** The arguments of a task, with their Jinja expressions left unknown. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT } from '../../model/reading.ts'
import { readField } from '../fields.ts'
import { placeholderText } from '../placeholders.ts'
import { excerpt, type Resolve, unknown } from '../raw.ts'
import { objectIn } from '../unread.ts'
import type { Task } from './tasks.ts'

/** A Jinja expression or statement. */
const JINJA = /\{\{|\{%/u
/** A variable by itself: it has one value as long as a task runs. */
const VARIABLE = /^\{\{\s*[A-Za-z_][\w.]*\s*\}\}$/u

export function isExpression(value: Value): boolean {
  return placeholderText(value, JINJA) !== undefined || value.kind === 'opaque' || value.kind === 'tagged'
}

export class Arguments {
  /** What stands in the place of arguments, and may hold lists of rules. */
  readonly unread: readonly Unread[]
  readonly #task: Task
  readonly #maps: readonly MapValue[]
  readonly #unsettled: Value | undefined

  constructor(task: Task) {
    this.#task = task
    const unread: Unread[] = []
    const { arguments: given, defaults } = task
    const isText = given.kind === 'scalar' && typeof given.value === 'string' && !isExpression(given)
    const own = isText ? undefined : objectIn(given, unread, isExpression)
    this.#unsettled = isText || unread.length > 0 ? given : undefined
    if (isText && /\brules/u.test(given.value)) unread.push(unknown(given, excerpt(given)))
    this.#maps = [own, objectIn(defaults, unread, isExpression)].filter((map) => map !== undefined)
    this.unread = unread
  }

  /** Set where the arguments stand in a string, `name=web state=present`, or in an expression. */
  get unsettled(): Value | undefined {
    return this.#unsettled
  }

  /** The first of some names of an argument that is there. */
  find(...names: readonly string[]): Value | undefined {
    return this.#maps.flatMap((map) => names.flatMap((name) => map.get(name)?.value ?? []))[0]
  }

  read(...names: readonly string[]): Raw {
    const value = this.find(...names)
    if (value === undefined) return this.#unsettled ? unknown(this.#unsettled, excerpt(this.#unsettled)) : ABSENT
    return readField(value, this.resolve)
  }

  readonly resolve: Resolve = (value) => {
    const text = placeholderText(value, JINJA)
    if (text === undefined) return undefined
    const { address, loops } = this.#task
    return unknown(
      value,
      excerpt(value),
      loops.length === 0 && VARIABLE.test(text) ? `${text} in ${address}` : undefined,
    )
  }

  /** What tells one thing from another by the value of an argument; `undefined` where a run settles it. */
  identify(...names: readonly string[]): string | undefined {
    const value = this.find(...names)
    const text = value?.kind === 'scalar' && value.value !== null ? String(value.value) : ''
    if (text === '' || (JINJA.test(text) && (this.#task.loops.length > 0 || !VARIABLE.test(text)))) return undefined
    return text
  }

  /** Whether a switch is certain to be on, as Ansible reads booleans; `otherwise` where it is absent. */
  isOn(name: string, otherwise: boolean): boolean {
    const value = this.find(name)
    if (value === undefined) return otherwise && this.#unsettled === undefined
    if (value.kind !== 'scalar') return false
    return value.value === null ? otherwise : /^(?:1|on|t|true|y|yes)$/iu.test(String(value.value))
  }
}
