/** The pages of the rules are true: every example is linted against what its page says of it. */
import { access, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Linter } from 'eslint'
import * as jsonc from 'jsonc-eslint-parser'
import { describe, expect, it } from 'vitest'
import * as yaml from 'yaml-eslint-parser'
import { rules } from '../../rules/index.ts'
import { readDocuments } from '../../src/document/index.ts'
import { formats } from '../../src/formats/index.ts'
import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'
import { lint } from '../support/lint.ts'
import { surfacesOf } from '../support/surfaces.ts'
import { readPage, type Example } from './page.ts'

const SECTIONS = ['Why it matters', 'What it reports', 'Examples', 'How to fix it', 'When not to use it']

/** What every page shows; other formats stand where a rule bears on them. */
const FORMATS = [
  'alicloud in alicloud-api',
  'alicloud in ros',
  'alicloud in terraform-json',
  'policies in ram-policy',
  'policies in ros',
  'policies in terraform-json',
  'tencentcloud in tencentcloud-api',
  'tencentcloud in terraform-json',
]

/** What `no-unused-remarks` reports depends on what they do. */
const recommended = Object.fromEntries(
  Object.entries<SecurityGroupRule>(rules).filter(([, { membership }]) => membership.config === 'recommended'),
)

const pages = await Promise.all(
  Object.entries<SecurityGroupRule>(rules).map(async ([name, rule]) => {
    const page = readPage(name, await readFile(`rules/${name}.md`, 'utf8'))
    return { ...page, name, rule, known: optionsOf(rule) }
  }),
)

/** Rules about what one cloud has only. */
const OF_ONE_CLOUD: readonly string[] = ['no-internet-nic-in-vpc', 'no-partial-ram-deny', 'no-retired-addresses']

it('every format is shown on some page', () => {
  const shown = new Set(pages.flatMap(({ examples }) => examples).flatMap(formatsOf))
  expect(formats.filter(({ name }) => ![...shown].some((each) => each.endsWith(` in ${name}`)))).toEqual([])
})

it('only rules have pages', async () => {
  const files = await readdir('rules')
  expect(files.filter((file) => file.endsWith('.md'))).toEqual(pages.map(({ name }) => `${name}.md`))
})

describe.each(pages)('$name', ({ name, rule, sections, options, known, examples, links, sources }) => {
  it('has every section', () => {
    expect([...sections.keys()]).toEqual(known.length > 0 ? SECTIONS.toSpliced(3, 0, 'Options') : SECTIONS)
  })

  it('says why it matters with a source that its readers can open', () => {
    expect(sources.filter((source) => sections.get('Why it matters')?.includes(`][${source}]`))).not.toEqual([])
  })

  it('tells of suggestions where it has some', () => {
    expect(/suggest/iu.test(sections.get('How to fix it') ?? '')).toBe(rule.meta.hasSuggestions)
  })

  it('quotes a message', () => {
    expect(examples.flatMap(({ messages }) => messages)).not.toEqual([])
  })

  it('has examples of both clouds, unless it is about one', () => {
    const clouds = new Set(examples.flatMap(formatsOf).map((each) => each.split(' ')[0]))
    expect(clouds.size).toBe(OF_ONE_CLOUD.includes(name) ? 1 : 2)
  })

  it('shows what is right beside what is wrong, in each format', () => {
    const [wrong, right] = [true, false].map((isReported) =>
      examples.filter((example) => example.isReported === isReported).flatMap(formatsOf),
    )
    expect(wrong?.filter((format) => !right?.includes(format))).toEqual([])
  })

  it('shows every option', () => {
    expect(options).toEqual(known)
  })

  it('shows every format of the clouds that it is about', () => {
    const shown = examples.flatMap(formatsOf)
    const clouds = new Set(shown.map((each) => each.split(' ')[0]))
    expect(FORMATS.filter((format) => clouds.has(format.split(' ')[0]) && !shown.includes(format))).toEqual([])
  })

  it.each(examples)('is right about line $line', (example) => {
    expect(formatsOf(example), 'no rule is declared').not.toEqual([])
    const found = findings(name, rule, example)
    expect(found.map(({ ruleId }) => ruleId).filter((id) => id !== `security-group/${name}`)).toEqual([])
    expect(found.length > 0, 'reported').toBe(example.isReported)
    expect(found.map(({ message }) => message)).toEqual(expect.arrayContaining([...example.messages]))
  })

  it.for(known)('shows the effect of the option %s', (option) => {
    const claims = examples.filter((example) => example.option === option).map(({ isReported }) => isReported)
    expect(new Set(claims).size, 'both outcomes').toBe(2)
    const changed = examples
      .filter((example) => example.option === option)
      .filter(({ options, ...example }) => {
        const others = Object.fromEntries(Object.entries(options).filter(([other]) => other !== option))
        return findings(name, rule, { ...example, options: others }).length > 0 !== example.isReported
      })
    expect(changed).not.toEqual([])
  })

  it('links to files that exist', async () => {
    await expect(Promise.all(links.map((link) => access(path.join('rules', link))))).resolves.toBeDefined()
  })
})

/** The names of a rule's options. */
function optionsOf({ meta }: SecurityGroupRule): string[] {
  const [schema] = meta.schema as [{ properties: object }?]
  return Object.keys(schema?.properties ?? {})
}

type Linted = Pick<Example, 'code' | 'filename' | 'options'>

function findings(name: string, rule: SecurityGroupRule, { filename, code, options }: Linted): Linter.LintMessage[] {
  const surface = surfacesOf(filename).find((each) => each.name.startsWith('security-group/'))
  if (!surface) throw new Error(`The plugin has no parser for ${filename}.`)
  const others = name === 'no-unused-remarks' ? recommended : {}
  return lint(
    { name, rule, others, options: Object.keys(options).length > 0 ? [options] : [] },
    surface,
    filename,
    code,
  )
}

/** What declares rules in an example: `<provider> in <format>`; `policies` for those of RAM. */
function formatsOf({ filename, code }: Example): string[] {
  const { ast } = filename.endsWith('.json') ? jsonc.parseForESLint(code, {}) : yaml.parseForESLint(code, {})
  return readDocuments({ ast, text: code }).flatMap((root) => {
    const format = formats.find((each) => each.detect(root, { filename }))
    const declared = format?.read(root, { filename })
    const groups = declared?.groups.filter((group) => group.rules.length > 0) ?? []
    const declaring = [
      ...groups.map(({ provider }) => provider),
      ...(declared?.accessPolicies ?? []).map(() => 'policies'),
    ]
    return declaring.map((each) => `${each} in ${format?.name ?? ''}`)
  })
}
