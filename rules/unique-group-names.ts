import { defineRule } from '../src/lint/define-rule.ts'
import { defaultClause, lineText } from '../src/lint/wording.ts'
import type { SecurityGroup } from '../src/model/declarations.ts'

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
      const { name, provider, region = '' } = group
      if (name.state !== 'known' || name.value === '') continue
      const key = JSON.stringify([provider, region, name.value])
      const earlier = namesakes.get(key) ?? new Namesakes()
      namesakes.set(key, earlier)
      const other = earlier.find(group)
      if (other && !isSameGroup(other, group)) {
        const line = lineText(other.declaration ?? other.anchor, name.origin)
        report({
          at: name.origin,
          messageId: 'repeated',
          data: { line, name: name.value, note: defaultClause(name.viaDefault) },
        })
      }
      earlier.add(group)
    }
  },
})

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
