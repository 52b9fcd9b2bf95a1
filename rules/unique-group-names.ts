import { defineRule } from '../src/lint/define-rule.ts'
import { defaultClause, lineText } from '../src/lint/wording.ts'
import type { SecurityGroup } from '../src/model/declarations.ts'
import type { Origin } from '../src/model/reading.ts'

export const uniqueGroupNames = defineRule<object, 'repeated'>({
  name: 'unique-group-names',
  description: 'disallow two groups of one provider and region with the same name',
  type: 'suggestion',
  config: 'recommended',
  severity: 'warn',
  messages: {
    repeated:
      'The group in {{line}} is named `{{name}}`{{note}} too: whoever picks a group by its name may take the wrong one. Give each a name of its own.',
  },
  options: {},
  check({ declarations }, _, report) {
    const namesakes = new Map<string, Namesakes>()
    for (const group of declarations.groups) {
      const { provider, region = '' } = group
      const name = nameOf(group)
      if (name === undefined) continue
      const key = JSON.stringify([provider, region, name.identity])
      const earlier = namesakes.get(key) ?? new Namesakes()
      namesakes.set(key, earlier)
      const other = earlier.find(group)
      if (other && !isSameGroup(other, group)) {
        const line = lineText(other.declaration ?? other.anchor, name.origin)
        report({
          at: name.origin,
          messageId: 'repeated',
          data: { line, name: name.text, note: defaultClause(name.viaDefault) },
        })
      }
      earlier.add(group)
    }
  },
})

interface Name {
  /** Equal names have equal ones. */
  readonly identity: string
  readonly text: string
  readonly origin: Origin
  readonly viaDefault?: string | undefined
}

/** The name of a group, settled or not: an expression is the same name wherever it stands. */
function nameOf({ name }: SecurityGroup): Name | undefined {
  if (name.state === 'known' && name.value !== '') return { identity: `known ${name.value}`, text: name.value, ...name }
  if (name.state !== 'unknown' || name.identity === undefined) return undefined
  return { identity: `unknown ${name.identity}`, text: name.text, origin: name.origin }
}

/** Groups of one name, by the conditions under which they exist. */
class Namesakes {
  #first: SecurityGroup | undefined
  readonly #byConditions = new Map<string, SecurityGroup>()

  add(group: SecurityGroup): void {
    this.#first ??= group
    const conditions = conditionsOf(group)
    if (!this.#byConditions.has(conditions)) this.#byConditions.set(conditions, group)
  }

  /** The first group that certainly exists together with this one, if one of the two does at all. */
  find(group: SecurityGroup): SecurityGroup | undefined {
    const conditions = conditionsOf(group)
    return conditions === '' ? this.#first : (this.#byConditions.get('') ?? this.#byConditions.get(conditions))
  }
}

function conditionsOf({ conditions = [] }: SecurityGroup): string {
  return conditions.join('\n')
}

/** The pages of a dump show one group several times. A key of the clouds, unlike one of a template, holds everywhere. */
function isSameGroup(a: SecurityGroup, b: SecurityGroup): boolean {
  return a.key === b.key && a.key.startsWith('sg-')
}
