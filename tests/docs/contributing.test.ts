/** The worked examples of CONTRIBUTING.md are the files beside this test, and do what it says of them. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as yaml from 'yaml-eslint-parser'
import { describe, expect, it } from 'vitest'
import { readDocuments } from '../../src/document/index.ts'
import { searchFor } from '../../src/formats/detection-keys.ts'
import { knownValue } from '../../src/model/reading.ts'
import { known, peer, rawRule } from '../providers/raw-rules.ts'
import { lint } from '../support/lint.ts'
import { surfacesOf } from '../support/surfaces.ts'
import { examplecloud } from './contributing/examplecloud.ts'
import { noPublicPing } from './contributing/no-public-ping.ts'
import { openList } from './contributing/open-list.ts'

const text = await readFile('CONTRIBUTING.md', 'utf8')
const blocks = [...text.matchAll(/^```(?:ts|yaml)\n(?:\/\/|#) (?<title>[^\n]+)\n(?<code>[^]*?)^```$/gmu)]
const codeOf = new Map(blocks.map(({ groups }) => [groups?.['title'] ?? '', groups?.['code'] ?? '']))

/** The file with its imports as they are where the example says that it stands. */
async function movedTo(target: string): Promise<string> {
  const code = await readFile(path.join('tests/docs/contributing', path.basename(target)), 'utf8')
  return code.replaceAll(/'\.\.\/\.\.\/\.\.\/(?<file>[^']+)'/gu, (_match, file: string) => {
    const relative = path.posix.relative(path.posix.dirname(target), file)
    return `'${relative.startsWith('.') ? relative : `./${relative}`}'`
  })
}

it.each(['rules/no-public-ping.ts', 'src/formats/open-list.ts', 'src/providers/examplecloud.ts'])(
  '%s is the file that the compiler checks',
  async (target) => {
    expect(codeOf.get(target)).toBe(await movedTo(target))
  },
)

it('the rule reports what it says, and nothing else', () => {
  const title = 'reported by no-public-ping: 0.0.0.0/0'
  const surface = surfacesOf('a.yaml').find(({ name }) => name.startsWith('security-group/'))
  if (!surface) throw new Error('The plugin has no parser for YAML.')
  const options = [noPublicPing.meta.defaultOptions?.[0]]
  const found = lint(
    { name: 'no-public-ping', rule: noPublicPing, options },
    surface,
    'a.yaml',
    codeOf.get(title) ?? '',
  )
  expect(found.map(({ line, message }) => [line, message])).toEqual([
    [2, 'This rule lets everybody ping the instances (0.0.0.0/0). Let in those who watch them.'],
  ])
})

describe('the format', () => {
  const code = codeOf.get('read by open-list') ?? ''
  const [root] = readDocuments({ ast: yaml.parseForESLint(code, {}).ast, text: code })

  it('is recognised, and reads what a line says', () => {
    if (!root) throw new Error('There is no document.')
    expect(openList.detect(root, { filename: 'a.yaml' })).toBe(true)
    expect(searchFor(openList.keys)(code)).toBe(true)
    const { groups } = openList.read(root, { filename: 'a.yaml' })
    const read = groups.map(({ name, rules }) => [
      knownValue(name),
      rules.map(({ protocol, ports }) => [knownValue(protocol), knownValue(ports)]),
    ])
    const web = [80, 443].map((port) => ({ first: port, last: port }))
    expect(read).toEqual([
      [
        'shop',
        [
          [6, web],
          [6, [{ first: 22, last: 22 }]],
          [undefined, undefined],
        ],
      ],
    ])
  })
})

describe('the cloud', () => {
  it('gives the fields of a rule their meaning', () => {
    const rule = examplecloud.rule(
      rawRule('alicloud', {
        verdict: known('deny'),
        protocol: known('tcp'),
        ports: known('8000-8010'),
        peers: [peer('ipv4', '10.0.0.0/8')],
        order: { by: 'priority', priority: known(7) },
      }),
    )
    expect(knownValue(rule.verdict)).toBe('drop')
    expect(knownValue(rule.ports)).toEqual([{ first: 8000, last: 8010 }])
    expect(rule.order.by === 'priority' && knownValue(rule.order.priority)).toBe(7)
    expect(examplecloud.spellPorts([{ first: 8000, last: 8010 }])).toBe('8000-8010')
  })

  it('refuses what it does not know', () => {
    const rule = examplecloud.rule(
      rawRule('alicloud', { verdict: known('maybe'), order: { by: 'priority', priority: known(0) } }),
    )
    expect(rule.verdict.state).toBe('invalid')
    expect(rule.order.by === 'priority' && rule.order.priority.state).toBe('invalid')
  })
})
