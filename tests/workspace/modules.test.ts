/** Which files are read together with the linted one, and how often. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as document from '../../src/document/index.ts'
import { moduleOf } from '../../src/workspace/modules.ts'
import { mayBeInModule } from '../../src/formats/detection.ts'
import * as parts from '../../src/workspace/parts.ts'
import { folderOf, writeFiles } from '../support/folder.ts'

vi.mock('../../src/document/index.ts', { spy: true })
vi.mock('../../src/workspace/parts.ts', { spy: true })

beforeEach(() => {
  vi.clearAllMocks()
})

const GROUP = terraform({ alicloud_security_group: { web: { vpc_id: 'vpc-1' } } })

function rule(port = '22/22'): object {
  return {
    security_group_id: '${alicloud_security_group.web.id}',
    type: 'ingress',
    ip_protocol: 'tcp',
    port_range: port,
    cidr_ip: '0.0.0.0/0',
  }
}

function rules(...names: readonly string[]): string {
  return terraform({ alicloud_security_group_rule: Object.fromEntries(names.map((name) => [name, rule()])) })
}

function terraform(resource: object): string {
  return JSON.stringify({ resource })
}

/** How many rules each group of the module has, and in which directions it is complete. */
function read(folder: string, name: string, text: string): unknown {
  const module = moduleOf(path.join(folder, name), text)
  return module?.declarations.groups.map((group) => [group.rules.length, group.complete.ingress])
}

describe('files that are read together', () => {
  it('are those of the directory', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, 'rules.tf.json': rules('a'), 'sub/more.tf.json': rules('b') })
    expect(moduleOf(path.join(folder, 'groups.tf.json'), GROUP)).toMatchObject({ name: 'groups.tf.json' })
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[1, true]])
  })

  it('have the same declarations as long as none of them changes', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, 'rules.tf.json': rules('a') })
    const [first, second] = [
      moduleOf(path.join(folder, 'groups.tf.json'), GROUP),
      moduleOf(path.join(folder, 'rules.tf.json'), rules('a')),
    ]
    expect(first?.declarations).toBeDefined()
    expect(second?.declarations).toBe(first?.declarations)
  })

  it('are read anew when one changes, goes or comes', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, 'rules.tf.json': rules('a') })
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[1, true]])
    writeFiles(folder, { 'rules.tf.json': rules('b') })
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[1, true]])
    writeFiles(folder, { 'more.tf.json': rules('c', 'd') })
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[3, true]])
    rmSync(path.join(folder, 'rules.tf.json'))
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[2, true]])
    rmSync(path.join(folder, 'more.tf.json'))
    expect(read(folder, 'groups.tf.json', GROUP)).toBeUndefined()
  })

  it('are read with the linted text in place of what is on the disk', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, 'rules.tf.json': rules('a') })
    expect(read(folder, 'rules.tf.json', rules('a', 'b', 'c'))).toEqual([[3, true]])
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[1, true]])
  })

  it('have no byte order mark, as the linted text has none', () => {
    const folder = folderOf({ 'groups.tf.json': `\uFEFF${GROUP}`, 'rules.tf.json': `\uFEFF${rules('a')}` })
    read(folder, 'groups.tf.json', GROUP)
    read(folder, 'rules.tf.json', rules('a'))
    expect(document.parseJson).toHaveBeenCalledTimes(2)
  })
})

describe('a file is read alone', () => {
  it.each<[string, Record<string, string>, string]>([
    ['that lies alone', { 'main.tf.json': GROUP }, 'main.tf.json'],
    ['beside files of no format', { 'main.tf.json': GROUP, 'a.json': '{}', 'README.md': '' }, 'main.tf.json'],
    ['that is not on the disk', { 'a.tf.json': GROUP, 'b.tf.json': GROUP }, 'main.tf.json'],
    ['in no folder', {}, 'none/main.tf.json'],
    ['of a folder of samples', { 'main.tf.json': GROUP, 'b.tf.json': GROUP }, 'main.tf.json'],
    ['of another name', { 'main.json': GROUP, 'a.tf.json': GROUP, 'b.tf.json': '{}' }, 'main.json'],
    [
      'that Terraform passes over',
      { 'prod.tfvars.json': '{}', 'a.tf.json': GROUP, 'b.tf.json': '{}' },
      'prod.tfvars.json',
    ],
  ])('%s', (_, files, name) => {
    expect(read(folderOf(files), name, GROUP)).toBeUndefined()
  })

  it('where no file of the directory names a group', () => {
    const [a, b] = ['{"locals": {"a": 1}}', '{"locals": {"b": 1}}']
    const folder = folderOf({ 'a.tf.json': a, 'b.tf.json': b })
    expect(read(folder, 'a.tf.json', a)).toBeUndefined()
  })

  it.each([
    ['no JSON', 'resource "alicloud_security_group" "web" {}'],
    ['empty', ''],
    ['a plan', '{"format_version": "1.0", "planned_values": {}}'],
  ])('whose text is %s', (_, text) => {
    const folder = folderOf({ 'groups.tf.json': GROUP, 'plan.tf.json': text, 'rules.tf.json': rules('a') })
    expect(read(folder, 'plan.tf.json', text)).toBeUndefined()
    expect(read(folder, 'groups.tf.json', GROUP)).toHaveLength(1)
  })

  it.each([
    ['main.tf.json', true],
    ['terraform.tfvars.json', true],
    ['/a/b/main.tf.json', true],
    ['main.json', false],
    ['main.tf', false],
    ['<input>', false],
  ])('%s may be in a module: %s', (name, expected) => {
    expect(mayBeInModule(name)).toBe(expected)
  })
})

describe('a neighbour that cannot be read leaves open what it may hold', () => {
  const files = { 'groups.tf.json': GROUP, 'rules.tf.json': rules('a') }
  const whole = [[1, true]]
  const open = [[1, false]]

  it.each<[string, (file: string) => void, unknown]>([
    ['a directory holds nothing', (file) => mkdirSync(file), whole],
    ['a link to nowhere', (file) => symlinkSync('nowhere', file), open],
    ['a link to itself', (file) => symlinkSync('x.tf.json', file), open],
    ['a link to a directory', (file) => symlinkSync('.', file), open],
    ['a pipe', (file) => void execFileSync('mkfifo', [file]), open],
    ['a link to a file is that file', (file) => symlinkSync('../extra.json', file), [[2, true]]],
  ])('%s', (_, make, expected) => {
    const folder = folderOf({
      ...Object.fromEntries(Object.entries(files).map(([n, t]) => [`m/${n}`, t])),
      'extra.json': rules('b'),
    })
    make(path.join(folder, 'm/x.tf.json'))
    expect(read(path.join(folder, 'm'), 'groups.tf.json', GROUP)).toEqual(expected)
  })

  it.skipIf(process.getuid?.() === 0)('a file that nobody may read (not as root, who may read all)', () => {
    const folder = folderOf({ ...files, 'x.tf.json': rules('b') })
    chmodSync(path.join(folder, 'x.tf.json'), 0)
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual(open)
  })

  it.each([
    ['nested without end', '['.repeat(200_000), whole],
    ['nested, and about groups', `"alicloud_security_group_rule"${'['.repeat(200_000)}`, open],
    ['of no JSON', '\u0000', whole],
  ])('%s', (_, text, expected) => {
    expect(read(folderOf({ ...files, 'x.tf.json': text }), 'groups.tf.json', GROUP)).toEqual(expected)
  })

  it('too much for one directory', () => {
    const folder = folderOf({ ...files, 'x.tf.json': `{"//": "${'x'.repeat(parts.MOST_BYTES)}"}` })
    expect(read(folder, 'rules.tf.json', rules('a', 'b'))).toEqual([[2, false]])
    expect(document.parseJson).toHaveBeenCalledTimes(1)
  })
})

describe('a folder of many files', () => {
  const COUNT = 200
  const names = Array.from({ length: COUNT }, (_, index) => `rules-${String(index).padStart(3, '0')}.tf.json`)
  const texts = Object.fromEntries(names.map((name, index) => [name, rules(`r${String(index)}`)]))

  it('is parsed once and read a few times while each of them is linted', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, ...texts })
    const declarations = new Set(
      Object.entries(texts).map(([name, text]) => moduleOf(path.join(folder, name), text)?.declarations),
    )
    expect(declarations.size).toBe(1)
    expect([...declarations][0]?.groups[0]?.rules).toHaveLength(COUNT)
    expect(document.parseJson).toHaveBeenCalledTimes(COUNT + 1)
    expect(vi.mocked(parts.readParts).mock.calls.length).toBeLessThanOrEqual(16)
  })

  it('shows a change to a file that is linted again', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, ...texts })
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[COUNT, true]])
    writeFiles(folder, { 'rules-000.tf.json': rules('x', 'y') })
    expect(read(folder, 'groups.tf.json', GROUP)).toEqual([[COUNT + 1, true]])
    expect(document.parseJson).toHaveBeenCalledTimes(COUNT + 2)
  })

  it('shows a change of the linted file itself', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, ...texts })
    read(folder, 'groups.tf.json', GROUP)
    expect(read(folder, 'rules-000.tf.json', rules('x', 'y'))).toEqual([[COUNT + 1, true]])
  })

  it('parses what is typed, and nothing else anew', () => {
    const folder = folderOf({ 'groups.tf.json': GROUP, ...texts })
    for (const typed of ['a', 'ab', 'abc']) read(folder, 'rules-000.tf.json', rules(typed))
    expect(document.parseJson).toHaveBeenCalledTimes(COUNT + 3)
  })
})

it('modules are forgotten, the oldest first, when there are too many', () => {
  const large = `{"//": "${'x'.repeat(parts.MOST_BYTES / 2)}"}`
  const folder = folderOf({
    'a/main.tf.json': GROUP,
    'a/x.tf.json': large,
    'b/main.tf.json': GROUP,
    'b/x.tf.json': large,
  })
  for (const name of ['a', 'a', 'b', 'b', 'a']) read(path.join(folder, name), 'main.tf.json', GROUP)
  expect(document.parseJson).toHaveBeenCalledTimes(6)
})
