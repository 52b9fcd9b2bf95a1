import { defineRule } from '../src/lint/define-rule.ts'
import type { SecurityGroup } from '../src/model/declarations.ts'

export const uniqueGroupNames = defineRule<object, 'repeated'>({
  name: 'unique-group-names',
  description: 'disallow two groups of one provider with the same name',
  type: 'suggestion',
  config: 'recommended',
  severity: 'warn',
  messages: {
    repeated:
      'The group at line {{line}} has the name `{{name}}` too: whoever picks a group by its name may pick the wrong one. Give each its own name.',
  },
  options: {},
  check({ declarations }, _, report) {
    const named = new Map<string, SecurityGroup>()
    for (const group of declarations.groups) {
      const { name, provider, declaration } = group
      if (name.state !== 'known' || !declaration) continue
      const key = `${provider} ${name.value}`
      const first = named.get(key)
      if (!first) named.set(key, group)
      else {
        const line = (first.declaration ?? first.anchor).place.loc.start.line
        report({ at: name.origin, messageId: 'repeated', data: { line: String(line), name: name.value } })
      }
    }
  },
})
