/** Functions that pick a value. Each gives `undefined` where the template does not settle which. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT, type Known } from '../../model/reading.ts'
import { excerpt, known, rawOf } from '../raw.ts'
import { callOf, ifCall } from './call.ts'
import { listOf } from './lists.ts'
import { mappingMember } from './mappings.ts'
import type { Scope } from './reader.ts'
import { defaultsOf, type Scalar } from './settled.ts'

export function chosen({ at, reader }: Scope): Raw | undefined {
  const branch = reader.branch(at)
  if (branch !== undefined) return relocated(reader.raw(branch), at, [])
  const branches = ifCall(at)
  if (branches === undefined) return undefined
  const [left, right] = [reader.raw(branches.whenTrue), reader.raw(branches.whenFalse)]
  if (left.state === 'absent' && right.state === 'absent') return ABSENT
  if (left.state !== 'known' || right.state !== 'known' || left.value !== right.value) return undefined
  return known(left.value, at, defaultsOf([left, right]))
}

export function selected({ at, argument, reader }: Scope): Raw | undefined {
  const [key, from] = itemsOf(argument)
  const index = reader.raw(key)
  if (index.state !== 'known' || from === undefined) return undefined
  if (from.kind === 'map' && callOf(from) === undefined) {
    const member = reader.raw(from.get(String(index.value))?.value)
    return member.state === 'absent' ? undefined : relocated(member, at, [index])
  }
  if (!/^-?\d+$/u.test(String(index.value))) return undefined
  const item = listOf(from, reader)?.at(Number(index.value))
  return item === undefined || item.state === 'absent' ? undefined : relocated(item, at, [index])
}

export function found({ at, argument, reader }: Scope): Raw | undefined {
  const member = mappingMember(argument, reader)
  if (member?.value.kind !== 'scalar') return undefined
  const picked = rawOf(member.value.value, at, excerpt(at))
  return picked.state === 'absent' ? undefined : relocated(picked, at, member.keys)
}

/** A part of the template's data, as the value of the function that picks it. */
function relocated(picked: Raw, at: Value, by: readonly Known<Scalar>[]): Raw | undefined {
  switch (picked.state) {
    case 'absent':
      return picked
    case 'invalid':
      return undefined
    case 'known':
      return known(picked.value, at, defaultsOf([picked, ...by]))
    case 'unknown':
      return { ...picked, origin: at }
  }
}

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'sequence' ? value.items : []
}
