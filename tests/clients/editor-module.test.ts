/** A Terraform module of several files in an editor: what is typed in one of them, and what the others show. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { openEditor } from './language-server.ts'
import { createProject } from './project.ts'

const RULES = `{
  "resource": {
    "tencentcloud_security_group": { "web": { "name": "web", "description": "Web" } },
    "tencentcloud_security_group_rule_set": {
      "web": {
        "security_group_id": "\${tencentcloud_security_group.web.id}",
        "ingress": [
          { "action": "ACCEPT", "cidr_block": "\${var.operators}", "protocol": "TCP", "port": "22", "description": "SSH" }
        ]
      }
    }
  }
}
`

const operators = (cidr: string) => JSON.stringify({ variable: { operators: { default: cidr } } })

const ADMIN = 'security-group/no-public-admin-ports'

it('a file shows what another one says as soon as that is saved', async () => {
  const files = { 'web.tf.json': RULES, 'variables.tf.json': operators('203.0.113.0/28') }
  const project = await createProject(files)
  const editor = await openEditor(project.folder)
  const web = await editor.open('web.tf.json', 'json', RULES)
  const variables = await editor.open('variables.tf.json', 'json', files['variables.tf.json'])
  expect(await web.diagnostics()).toEqual([])
  await variables.type(operators('0.0.0.0/0'))
  expect(await variables.diagnostics(), 'the place is in the other file').toEqual([])
  expect(await web.diagnostics(), 'not saved yet').toEqual([])
  await project.write({ 'variables.tf.json': variables.text() })
  expect((await web.diagnostics()).map(({ code }) => code)).toEqual([ADMIN])
  await project.write({ 'variables.tf.json': operators('10.0.0.0/8') })
  expect(await web.diagnostics()).toEqual([])
})

it('what is typed in a file counts for the file itself at once', async () => {
  const project = await createProject({ 'web.tf.json': '{}', 'variables.tf.json': operators('0.0.0.0/0') })
  const editor = await openEditor(project.folder)
  const web = await editor.open('web.tf.json', 'json', '{}')
  expect(await web.diagnostics()).toEqual([])
  await web.type(RULES)
  expect((await web.diagnostics()).map(({ code }) => code)).toEqual([ADMIN])
  await web.type(RULES.replace('"22"', '"443"'))
  expect(await web.diagnostics()).toEqual([])
})

it('the page on editors tells of the limits', async () => {
  expect(await readFile('docs/editors.md', 'utf8')).toMatch(/once it is saved/u)
})
