/** What a user sees in an editor, by the language server that VS Code, Neovim and others start. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from 'vscode-languageserver-protocol/node'
import { readMarks } from '../support/marked.ts'
import { openEditor } from './language-server.ts'
import { createProject } from './project.ts'

const TERRAFORM = `{
  "resource": {
    "tencentcloud_security_group": { "web": { "name": "web", "description": "Web" } },
    "tencentcloud_security_group_rule_set": {
      "web": {
        "security_group_id": "\${tencentcloud_security_group.web.id}",
        "ingress": [
          { "action": "ACCEPT", "cidr_block": ⟦"0.0.0.0/0"⟧, "protocol": "TCP", "port": "22", "description": "SSH" }
        ]
      }
    }
  }
}
`

const ROS = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupName: web
      VpcId: vpc-1
      SecurityGroupIngress:
        - Policy: accept
          IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: ⟦0.0.0.0/0⟧ # operators
          Priority: 1
          NicType: intranet
`

const POLICY_SET = `Ingress:
  - Action: DROP
    CidrBlock: 10.0.0.0/8
    Protocol: ALL
    Port: ALL
  - ⟦Action: ACCEPT
    CidrBlock: 10.1.0.0/16
    Protocol: TCP
    Port: '443'⟧
`

const files = [
  { file: 'web.tf.json', languageId: 'json', marked: TERRAFORM, rule: 'no-public-admin-ports', suggestion: 'Drop' },
  { file: 'web.yaml', languageId: 'yaml', marked: ROS, rule: 'no-public-admin-ports', suggestion: 'Drop' },
  { file: 'policy.yaml', languageId: 'yaml', marked: POLICY_SET, rule: 'no-shadowed-rules', suggestion: 'Remove' },
] as const

describe.each(files)('$file', ({ file, languageId, marked, rule, suggestion }) => {
  const { text, regions } = readMarks(marked)

  it('shows its squiggle, with the page of the rule', async () => {
    const editor = await openEditor((await createProject({ [file]: text })).folder)
    const buffer = await editor.open(file, languageId, text)
    const diagnostics = await buffer.diagnostics()
    expect(diagnostics.map(placeOf)).toEqual(regions)
    expect(diagnostics.map(({ code, codeDescription }) => [code, codeDescription?.href])).toEqual([
      [`security-group/${rule}`, expect.stringMatching(new RegExp(`^https://.*/${rule}\\.md$`, 'u'))],
    ])
  })

  it('has suggestions under the light bulb, each of which removes the squiggle', async () => {
    const editor = await openEditor((await createProject({ [file]: text })).folder)
    const buffer = await editor.open(file, languageId, text)
    const [diagnostic] = await buffer.diagnostics()
    if (!diagnostic) throw new Error('There is no squiggle.')
    const actions = await buffer.actions(diagnostic)
    const suggestions = actions.filter(({ command }) => command?.command === 'eslint.applySuggestion')
    expect(suggestions.map(({ title }) => title)).toContainEqual(expect.stringContaining(suggestion))
    for (const { title } of suggestions) {
      await buffer.type(text)
      const [again] = await buffer.diagnostics()
      const chosen = again && (await buffer.actions(again)).find((action) => action.title === title)
      if (!chosen) throw new Error(`${title} is not offered again.`)
      await buffer.choose(chosen)
      expect(buffer.text()).not.toBe(text)
      expect(await buffer.diagnostics(), title).toEqual([])
    }
  })

  it('follows what is typed', async () => {
    const editor = await openEditor((await createProject({ [file]: text })).folder)
    const buffer = await editor.open(file, languageId, '')
    expect(await buffer.diagnostics()).toEqual([])
    await buffer.type(text)
    expect((await buffer.diagnostics()).map(placeOf)).toEqual(regions)
    await buffer.type(`\n${text}`)
    const below = regions.map((region) => ({ ...region, line: region.line + 1, endLine: region.endLine + 1 }))
    expect((await buffer.diagnostics()).map(placeOf)).toEqual(below)
    await buffer.type(`${text}\n[`)
    expect(
      (await buffer.diagnostics()).map(({ code }) => code),
      'only the error of the parser',
    ).toEqual([undefined])
    await buffer.type(text)
    expect((await buffer.diagnostics()).map(placeOf)).toEqual(regions)
  })
})

/** Lines and columns from 1, as ESLint counts them. */
function placeOf({ range: { start, end } }: Diagnostic): object {
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
}

it('the page on editors names the languages in its settings', async () => {
  const page = await readFile('docs/editors.md', 'utf8')
  const [, settings = ''] = /```json\n([^]*?)```/u.exec(page) ?? []
  const languages = (JSON.parse(settings) as Record<string, string[]>)['eslint.validate']
  expect(languages).toEqual(expect.arrayContaining(['json', 'jsonc', 'yaml']))
  const [, filetypes = ''] = /filetypes = \{ (.*) \}/u.exec(page) ?? []
  expect(filetypes).toBe(languages?.map((language) => `'${language}'`).join(', '))
  expect(/\*\*\/\*\.\{(.*)\}/u.exec(page)?.[1]?.split(',')).toEqual(expect.arrayContaining(['json', 'yaml', 'yml']))
})

describe('without `yaml` in `eslint.validate`', () => {
  it('shows JSON, for which the server looks at the configuration itself', async () => {
    const { text, regions } = readMarks(TERRAFORM)
    const editor = await openEditor((await createProject({})).folder, 'probe')
    const buffer = await editor.open('web.tf.json', 'json', text)
    expect((await buffer.diagnostics()).map(placeOf)).toEqual(regions)
    expect(editor.refused).toEqual([])
  })

  it('shows nothing in YAML', async () => {
    const { text } = readMarks(ROS)
    const editor = await openEditor((await createProject({})).folder, 'probe')
    const buffer = await editor.open('web.yaml', 'yaml', text)
    expect(await buffer.diagnostics()).toEqual([])
    expect(editor.refused).toEqual(['web.yaml'])
  })
})
