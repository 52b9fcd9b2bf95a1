import type { SequenceValue, Value } from '../../document/value.ts'
import { fixedOrigin, type Origin, type Unknown } from '../../model/reading.ts'
import { providers } from '../../providers/index.ts'
import { excerpt, unknown } from '../raw.ts'
import { type Call, callOf, conditionName, DEEPEST_CALL, ifCall, stringOf } from './call.ts'
import { listDefault } from './names.ts'
import type { TemplateReader } from './reader.ts'

/** A rule of a list, and the branches of `Fn::If` around it as conditions. */
export interface ListItem {
  readonly value: Value
  /** A branch of `Fn::If` cannot be taken out. */
  readonly origin: Origin
  readonly conditions: readonly string[]
  /** The parameter in whose default the rule stands. */
  readonly viaDefault: string | undefined
}

export interface RuleList {
  readonly items: readonly ListItem[]
  /** Whether the list always holds these rules and no others. */
  readonly complete: boolean
  /** What stands for rules that the template does not settle. */
  readonly unread: readonly Unknown[]
}

/** The rules of a list: those of its parts, where it is put together, and those of every branch that may come to be. */
export function readRuleList(list: Value | undefined, reader: TemplateReader): RuleList {
  const collector = new Collector(reader)
  const complete = collector.collect(list, [], 0)
  return { items: collector.items, complete, unread: collector.unread }
}

/** A default may be named many times: of more rules than a group takes, none is read. */
const MOST_RULES = providers.alicloud.quotas.rulesPerGroup?.value ?? 0

/** Every method adds rules to `items`, and gives whether they are all there is. */
class Collector {
  readonly items: ListItem[] = []
  readonly unread: Unknown[] = []
  readonly #reader: TemplateReader
  #fromDefaults = 0

  constructor(reader: TemplateReader) {
    this.#reader = reader
  }

  /** The rules of a list, of a branch, or a single rule. */
  collect(value: Value | undefined, conditions: readonly string[], depth: number): boolean {
    if (value === undefined || isNoValue(value)) return true
    const call = callOf(value)
    if (call !== undefined && depth < DEEPEST_CALL) return this.#collectCall(value, call, conditions, depth + 1)
    if (call !== undefined || value.kind === 'opaque') return this.#leave(value)
    if (value.kind === 'sequence') return this.#collectItems(value, conditions, depth)
    if (value.kind !== 'scalar' || value.value !== null) {
      this.#add(value, conditions, depth === 0 ? value : fixedOrigin(value.place))
    }
    return true
  }

  #collectItems({ items }: SequenceValue, conditions: readonly string[], depth: number): boolean {
    let complete = true
    for (const item of items) {
      if (isNoValue(item)) continue
      if (ifCall(item) !== undefined) complete = this.collect(item, conditions, depth) && complete
      else {
        this.#add(item, conditions, item)
        complete &&= callOf(item) === undefined && item.kind !== 'opaque'
      }
    }
    return complete
  }

  #collectCall(value: Value, { name, argument }: Call, conditions: readonly string[], depth: number): boolean {
    const settled = this.#reader.branch(value)
    if (settled !== undefined) return this.collect(settled, conditions, depth)
    const branches = ifCall(value)
    if (branches !== undefined) {
      const condition = conditionName(branches.condition)
      this.collect(branches.whenTrue, [...conditions, `${condition}=true`], depth)
      this.collect(branches.whenFalse, [...conditions, `${condition}=false`], depth)
      return false
    }
    if (name === 'Fn::ListMerge' && argument.kind === 'sequence') {
      return argument.items.map((part) => this.collect(part, conditions, depth)).every(Boolean)
    }
    return (name === 'Ref' && this.#collectDefault(stringOf(argument), conditions)) || this.#leave(value)
  }

  #collectDefault(parameter: string | undefined, conditions: readonly string[]): boolean {
    const list = parameter === undefined ? undefined : listDefault(this.#reader.sections, parameter)
    const rules = list?.filter((item) => typeof item !== 'string') ?? []
    this.#fromDefaults += rules.length
    if (this.#fromDefaults > MOST_RULES) return false
    for (const rule of rules) this.#add(rule, conditions, rule, parameter)
    return list !== undefined && rules.length === list.length
  }

  #leave(value: Value): false {
    this.unread.push(unknown(value, excerpt(value)))
    return false
  }

  #add(value: Value, conditions: readonly string[], origin: Origin, viaDefault?: string): void {
    this.items.push({ value, origin, conditions, viaDefault })
  }
}

/** The pseudo parameter that takes a property or a list item out. */
export function isNoValue(value: Value): boolean {
  const call = callOf(value)
  return call?.name === 'Ref' && stringOf(call.argument) === 'ALIYUN::NoValue'
}
