/** What the provider refuses where groups are bound. */
import type { Declarations, FieldRemark, SecurityGroup } from '../model/declarations.ts'
import { providers } from '../providers/index.ts'
import { resolvedBindings, type ResolvedBinding } from './bound-groups.ts'

type GroupType = 'enterprise' | 'normal'

/** How the provider's documents and console call the types. */
const TITLES: Readonly<Record<GroupType, string>> = { enterprise: 'an enterprise group', normal: 'a basic group' }

/** The values in the place of a group that the provider refuses, and groups of another type than one bound before them. */
export function boundRemarks(declarations: Declarations): readonly FieldRemark[] {
  const refused = declarations.bindings.flatMap(({ groups }) => groups.filter((group) => group.state === 'invalid'))
  return [...refused, ...resolvedBindings(declarations).flatMap(mixedTypes)]
}

function mixedTypes({ binding, groups }: ResolvedBinding): readonly FieldRemark[] {
  if (!providers[binding.provider].oneGroupTypePerInterface) return []
  const [first, ...others] = groups.flatMap(({ group, reading }) => {
    const type = typeOf(group)
    return type === undefined || reading.state !== 'known' ? [] : [{ group, reading, type }]
  })
  if (first === undefined) return []
  return others
    .filter(({ type }) => type !== first.type)
    .map(({ group, reading: { origin, viaDefault }, type }) => ({
      origin,
      text: group.key,
      problem: {
        what: `is ${TITLES[type]}, but \`${first.group.key}\` beside it is ${TITLES[first.type]}: one interface takes groups of one type`,
      },
      ...(viaDefault !== undefined && { viaDefault }),
    }))
}

/** Alibaba Cloud, CreateSecurityGroup: `SecurityGroupType` defaults to `normal`. */
function typeOf({ type, declaration }: SecurityGroup): GroupType | undefined {
  if (type.state === 'known') return type.value
  return type.state === 'absent' && declaration !== undefined ? 'normal' : undefined
}
