import type { rules as whole } from '../../rules/index.ts'
import { defer } from './defer.ts'
import { heads } from './heads.ts'
import { load } from './load.ts'

const names = Object.keys(heads) as (keyof typeof whole)[]

/** Every rule of the plugin by its name, each loaded with the first file that it may report something in. */
export const rules = Object.fromEntries(
  names.map((name) => [name, defer(heads[name], () => load().rules[name])]),
) as typeof whole
