/** What files hold by mistake: values of another kind, repeated keys. Every answer is a value, `invalid` or `unknown`. */
import { describe, expect, it } from 'vitest'
import type { Rule, SecurityGroup } from '../../src/model/declarations.ts'
import type { Reading } from '../../src/model/reading.ts'
import { only, readJson } from './documents.ts'
import { examples } from './examples.ts'

type Field = keyof (typeof examples)[number]['names']

const readingOf: Readonly<Record<Field, (rule: Rule) => Reading<unknown> | undefined>> = {
  verdict: ({ verdict }) => verdict,
  protocol: ({ protocol }) => protocol,
  ports: ({ ports }) => ports,
  peer: ({ peers }) => peers[0]?.reading,
  description: ({ description }) => description,
  priority: ({ order }) => (order.by === 'priority' ? order.priority : undefined),
  plane: ({ plane }) => plane,
  direction: ({ direction }) => direction,
}

function readFile(file: unknown): readonly SecurityGroup[] {
  return readJson(JSON.stringify(file))
}

function ruleOf(file: unknown): Rule {
  return only(readFile(file).flatMap(({ rules }) => rules))
}

describe.each(examples)('$name', ({ names, rule, file }) => {
  const fields = Object.entries(names) as [Field, string][]

  it('is read whole', () => {
    const read = ruleOf(file([rule]))
    for (const [field] of fields) expect(readingOf[field](read), field).toMatchObject({ state: 'known' })
  })

  const kinds = [true, [], ['x'], [['x']], { a: 'x' }, { a: { b: ['x'] } }]
  const cases = fields.flatMap(([field, name]) => kinds.map((value) => [name, value, field] as const))

  it.each(cases)('refuses for its %s: %j', (name, value, field) => {
    const reading = readingOf[field](ruleOf(file([{ ...rule, [name]: value }])))
    expect(reading).toMatchObject({ state: 'invalid', problem: { what: 'is not a string or a number' } })
  })

  it.each(fields)('takes nothing, null and the empty text alike for its %s', (field, name) => {
    const states = [undefined, null, ''].map(
      (value) => readingOf[field](ruleOf(file([{ ...rule, [name]: value }])))?.state,
    )
    expect(new Set(states).size).toBe(1)
  })

  it.each(fields)('takes a number for the text that it is written as: %s', (field, name) => {
    const [number, text] = [7, '7'].map((value) => readingOf[field](ruleOf(file([{ ...rule, [name]: value }])))?.state)
    expect(number).toBe(text)
  })

  it('counts the last of a repeated key', () => {
    const { peer } = names
    const text = JSON.stringify(file([rule])).replace(`"${peer}":`, `"${peer}":"192.0.2.1","${peer}":`)
    const [read] = readJson(text).flatMap(({ rules }) => rules)
    expect(read?.peers.map(({ reading }) => reading)).toMatchObject([{ value: { ranges: [{ first: 0x0a000000 }] } }])
  })

  it.each(['text', 7, true, null, ['x']])('has an answer to %j in the place of a rule', (item) => {
    const rules = readFile(file([rule, item as never])).flatMap((group) => group.rules)
    expect(
      rules.filter(({ protocol, verdict }) => protocol.state === 'known' && verdict.state === 'known'),
    ).toHaveLength(1)
  })

  it('reads rules named like the properties of every object', () => {
    const named = JSON.parse(JSON.stringify(file([rule])).replaceAll('rule0', '__proto__')) as unknown
    expect(ruleOf(named).protocol.state).toBe('known')
  })
})
