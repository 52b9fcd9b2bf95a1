/** The coverage report on a folder of a file each: what is read, what is not and why, and what a manifest says. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'

const exec = promisify(execFile)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'security-group-corpus-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** The lines of the report on these files, without the folder's name. */
async function report(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  const { stdout } = await exec(process.execPath, ['scripts/corpus.js', folder])
  return stdout.replaceAll(folder, 'folder').trimEnd().split('\n')
}

const group = { tencentcloud_security_group: { web: { name: 'web', description: '${var.text}' } } }
const rules = { ingress: [{ action: 'LET', cidr_block: '10.0.0.1', protocol: 'TCP', port: '22' }] }
const instance = { orderly_security_groups: ['${tencentcloud_security_group.web.id}', '${var.other}'] }
const terraform = {
  resource: {
    ...group,
    tencentcloud_security_group_rule_set: { web: rules },
    tencentcloud_instance: { web: instance },
  },
}

const files = {
  'group.tf.json': JSON.stringify(terraform),
  'aws.yaml': 'Type: AWS::EC2::SecurityGroup',
  'broken.json': '{ "tencentcloud_security_group": ',
  'code.tf': 'resource "tencentcloud_security_group" "web" {}',
  'empty.tf.json': '{ "resource": { "tencentcloud_security_group": {} } }',
  'other.yaml': 'kind: tencentcloud_security_group',
  'stray.yaml': 'a: {{ b }}: c',
}

it('counts groups, rules and values, and says why a file gives none', async () => {
  expect(await report(files)).toEqual([
    'folder: 7 files, 6 mention a security group',
    '  format                    files   groups    rules bindings    known  unknown  invalid   unread',
    // Settled are the name of the group, of the rule the direction, protocol, ports and peer, and one bound group.
    '  terraform-json                1        1        1        1        6        2        1        0',
    '',
    '5 files mention a security group and give none',
    '  cannot be parsed (1)',
    '    broken.json',
    '  neither JSON nor YAML (1)',
    '    code.tf',
    '  no group, rule or binding in terraform-json (1)',
    '    empty.tf.json',
    '  no known format (1)',
    '    other.yaml',
    '  no words of a known format (1)',
    '    aws.yaml',
  ])
})

it('reads the files of a Terraform folder as one module, each with what lies in it', async () => {
  const others = {
    'rules.tf.json': JSON.stringify({
      resource: {
        tencentcloud_security_group_rule_set: {
          other: { security_group_id: '${tencentcloud_security_group.web.id}', ingress: '${var.open}' },
        },
      },
    }),
    'variables.tf.json': JSON.stringify({ variable: { text: { default: 'Web' }, open: {} } }),
  }
  expect((await report({ ...files, ...others })).slice(0, 3)).toEqual([
    'folder: 9 files, 7 mention a security group',
    '  format                    files   groups    rules bindings    known  unknown  invalid   unread',
    // The description is settled by another file.
    '  terraform-json                2        1        1        1        7        1        1        1',
  ])
})

it('tells where a manifest counts otherwise', async () => {
  const manifest = [
    ['file', 'kind', 'groups', 'rules', 'note'],
    ['group.tf.json', 'tfjson', '1', '2', ''],
    ['code.tf', 'hcl', '1', '0', ''],
    ['broken.json', 'tfjson', '0', '0', 'parse'],
    ['missing.json', 'tfjson', '9', '9', ''],
  ]
  const lines = await report({ ...files, 'manifest.tsv': manifest.map((row) => row.join('\t')).join('\r\n') })
  expect(lines.slice(lines.indexOf('    aws.yaml') + 1)).toEqual([
    '',
    '2 files of the 3 in manifest.tsv are counted otherwise there',
    '  hcl: neither JSON nor YAML (1)',
    '  other numbers (1)',
    '    group.tf.json: groups 1 (there 1), rules 1 (there 2)',
  ])
})

it('refuses a folder that is not there', async () => {
  await expect(exec(process.execPath, ['scripts/corpus.js', path.join(folder, 'none')])).rejects.toThrow(
    'There is no folder',
  )
})
