/** Reads policy documents, wherever they are written. */
import { embeddedJson, type MapValue, type Value } from '../../document/index.ts'
import type { AccessPolicy, AccessStatement } from '../../model/access-policy.ts'
import type { Raw } from '../../model/raw-rule.ts'
import type { Edit, Reading } from '../../model/reading.ts'
import { invalid, readRaw, type Resolve, unknown } from '../raw.ts'

/** How the file around a document spells its members, and what it makes of their values. */
export interface PolicySyntax {
  readonly effect: string
  readonly action: string
  readonly notAction: string
  readonly resource: string
  /** Members that narrow what a statement is about. */
  readonly narrowing: readonly string[]
  /** What an effect that is not written means. */
  readonly defaultEffect?: 'Allow'
  readonly resolve?: Resolve
}

/** RAM, Policy structure and syntax. */
const DOCUMENT_SYNTAX: PolicySyntax = {
  effect: 'Effect',
  action: 'Action',
  notAction: 'NotAction',
  resource: 'Resource',
  narrowing: ['Condition', 'NotResource', 'Principal'],
}

/** A document, written out or as JSON in a string; `undefined` where it is neither. */
export function readPolicy(document: Value | undefined, resolve?: Resolve): AccessPolicy | undefined {
  const value = document?.kind === 'scalar' ? embeddedJson(document) : document
  const statements = value?.kind === 'map' ? value.get('Statement')?.value : undefined
  const items = statements?.kind === 'sequence' ? statements.items : statements && [statements]
  return items && readStatements(items, { ...DOCUMENT_SYNTAX, ...(resolve && { resolve }) })
}

export function readStatements(items: readonly Value[], syntax: PolicySyntax): AccessPolicy {
  const maps = items.filter((item) => item.kind === 'map')
  return { statements: maps.map((item) => readStatement(item, syntax)), complete: maps.length === items.length }
}

function readStatement(statement: MapValue, syntax: PolicySyntax): AccessStatement {
  const written = statement.get(syntax.action)?.value
  const list = written ?? statement.get(syntax.notAction)?.value
  const items = list?.kind === 'sequence' ? list.items : list ? [list] : []
  const actions = items.map((item) => readRaw(item, syntax.resolve)).map(asPattern)
  return {
    effect: readEffect(statement, syntax),
    names: written ? 'these' : 'others',
    actions,
    complete: list !== undefined && actions.every(({ state }) => state === 'known'),
    unconditional: isUnconditional(statement, syntax),
    origin: list ?? statement,
    add: (more) => additions(list, more),
  }
}

function additions(list: Value | undefined, more: readonly string[]): readonly Edit[] | undefined {
  if (list?.kind === 'sequence') return list.append(more)
  return list?.kind === 'scalar' ? list.listWith(more) : undefined
}

function readEffect(statement: MapValue, { effect, defaultEffect, resolve }: PolicySyntax): AccessStatement['effect'] {
  const value = statement.get(effect)?.value
  const raw = readRaw(value, resolve)
  if (raw.state === 'absent') return defaultEffect && value === undefined ? settled('allow', statement) : raw
  if (raw.state !== 'known') return raw
  if (raw.value === 'Deny') return { ...raw, value: 'deny' }
  if (raw.value === 'Allow') return { ...raw, value: 'allow' }
  return isTemplate(raw.value)
    ? unknown(raw.origin, String(raw.value))
    : invalid(raw.origin, String(raw.value), 'is neither `Allow` nor `Deny`')
}

function settled(value: 'allow', origin: MapValue): AccessStatement['effect'] {
  return { state: 'known', value, origin }
}

/** Terraform fills strings in before RAM reads them. */
function asPattern(raw: Raw): Reading<string> {
  if (raw.state !== 'known') return raw
  return isTemplate(raw.value) ? unknown(raw.origin, String(raw.value)) : { ...raw, value: String(raw.value) }
}

function isTemplate(text: number | string): boolean {
  return /[$%]\{/u.test(String(text))
}

function isUnconditional(statement: MapValue, { resource, narrowing, resolve }: PolicySyntax): boolean {
  if (narrowing.some((member) => statement.get(member) !== undefined)) return false
  const value = statement.get(resource)?.value
  const items = value?.kind === 'sequence' ? value.items : value ? [value] : []
  return items.some((item) => {
    const raw = readRaw(item, resolve)
    return raw.state === 'known' && EVERY_GROUP.test(String(raw.value))
  })
}

/** Everything, or every security group of every region: ECS, RAM authorization, Resource. */
const EVERY_GROUP = /^(?:\*|acs:(?:\*|ecs):\*:[^:]*:(?:\*|securitygroup\/\*))$/iu
