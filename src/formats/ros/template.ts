import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { knownValue, type Origin } from '../../model/reading.ts'
import { Mentions } from '../mentions.ts'
import { conditionName } from './call.ts'
import { Resolver } from './resolver.ts'
import { readSections, resourceEntries, typeOf } from './sections.ts'

/** One resource of a template. */
export interface Resource {
  /** The logical id. */
  readonly id: string
  readonly label: Origin
  readonly type: string
  readonly properties: Value | undefined
  /** Conditions under which the resource exists, spelled as those of a rule. */
  readonly conditions: readonly string[]
  /** Whether it stands for exactly one resource wherever it exists. */
  readonly single: boolean
  /** Its `Count`, where the template does not settle that. */
  readonly unread: readonly Unread[]
}

export interface Template {
  readonly resolver: Resolver
  /** By logical id, in file order; what certainly does not exist is left out. */
  readonly resources: ReadonlyMap<string, Resource>
}

/** What `Ref`, `Fn::GetAtt` and `DependsOn` name, and `Fn::Sub` in its text. */
const LOGICAL_ID = /(?<=^|\$\{)[\w-]+(?=$|[.}])/gu

export function readTemplate(root: MapValue): Template {
  const mentions = new Mentions([root], LOGICAL_ID)
  const resolver = new Resolver(readSections(root))
  const resources = new Map<string, Resource>()
  for (const { id, label, body } of resourceEntries(root)) {
    const resource = readResource(id, mentions.guard(label, id), body, resolver)
    if (resource !== undefined) resources.set(id, resource)
  }
  return { resolver, resources }
}

function readResource(id: string, label: Origin, body: MapValue, resolver: Resolver): Resource | undefined {
  const type = typeOf(body)
  const countReading = resolver.raw(body.get('Count')?.value)
  const count = countOf(countReading)
  const condition = body.get('Condition')?.value
  const exists = condition === undefined || resolver.truth(condition)
  if (type === undefined || count === 0 || exists === false) return undefined
  const conditions = condition === undefined || exists === true ? [] : [`${conditionName(condition)}=true`]
  if (count === undefined) conditions.push(`Count of ${id}=some`)
  const properties = body.get('Properties')?.value
  const empty = properties?.kind === 'scalar' && properties.value === null
  const unread = countReading.state === 'unknown' ? [countReading] : []
  return { id, label, type, properties: empty ? undefined : properties, conditions, single: count === 1, unread }
}

/** How often a resource exists; `undefined` where the template does not settle its `Count`. */
function countOf(raw: Raw): number | undefined {
  if (raw.state === 'absent') return 1
  // A default is no more than what a caller may leave as it is.
  if (raw.state !== 'known' || raw.viaDefault !== undefined) return undefined
  const text = String(knownValue(raw))
  return /^\d+$/u.test(text) ? Number(text) : undefined
}
