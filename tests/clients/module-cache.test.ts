/** ESLint's cache and worker threads with a Terraform module, whose files are judged together. */
import type { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { createProject, type Project } from './project.ts'

const RULE = JSON.stringify({
  resource: {
    alicloud_security_group_rule: {
      ssh: {
        ...{ security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'tcp', port_range: '22/22' },
        ...{ cidr_ip: '${var.from}', description: 'SSH' },
      },
    },
  },
})

function variables(from: string): string {
  return JSON.stringify({ variable: { from: { default: from } } })
}

const files = {
  'module/rules.tf.json': RULE,
  'module/variables.tf.json': variables('10.0.0.0/8'),
  'module/versions.tf.json': '{"terraform": {"required_version": "1"}}',
  'alone/main.tf.json': RULE.replace('${var.from}', '0.0.0.0/0'),
}

const NOTHING = { 'alone/main.tf.json': ['no-public-admin-ports'] }
const FOUND = { ...NOTHING, 'module/rules.tf.json': ['no-public-admin-ports'] }

/** The rules that report on each file which is reported on. */
async function lint(project: Project, options: string): Promise<unknown> {
  const { stdout } = await project.run(`eslint . --format json ${options}`)
  const results = JSON.parse(stdout) as ESLint.LintResult[]
  const found = results
    .filter(({ messages }) => messages.length > 0)
    .map(({ filePath, messages }) => [
      filePath.slice(project.folder.length + 1),
      messages.map(({ ruleId }) => ruleId?.replace('security-group/', '')),
    ])
  return Object.fromEntries(found) as unknown
}

describe.each(['--cache', '--cache --cache-strategy content', '--cache --concurrency 2', '--concurrency 2'])(
  'eslint %s',
  (options) => {
    it('shows what the change of another file does', { timeout: 60_000 }, async () => {
      const project = await createProject(files)
      expect(await lint(project, options)).toEqual(NOTHING)
      expect(await lint(project, options)).toEqual(NOTHING)
      await project.write({ 'module/variables.tf.json': variables('0.0.0.0/0') })
      expect(await lint(project, options)).toEqual(FOUND)
      await project.write({ 'module/terraform.tfvars.json': '{"from": "10.0.0.0/8"}' })
      expect(await lint(project, options)).toEqual(NOTHING)
      await project.run('rm module/terraform.tfvars.json')
      expect(await lint(project, options)).toEqual(FOUND)
    })
  },
)

describe('the cache', () => {
  /** The version of the plugin by which ESLint's cache knows it. */
  const versionIn = async (project: Project): Promise<string | undefined> => {
    const { stdout } = await project.run('eslint --print-config alone/main.tf.json')
    const { plugins } = JSON.parse(stdout) as { plugins: string[] }
    return plugins.find((plugin) => plugin.startsWith('security-group:'))?.split('@')[1]
  }

  it('outlives what changes no finding', { timeout: 60_000 }, async () => {
    const project = await createProject(files)
    const version = await versionIn(project)
    expect(version).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{16}$/u)
    await project.run('touch module/rules.tf.json')
    await project.write({
      'alone/main.tf.json': RULE,
      'other/a.tf.json': '{"locals": {"a": 1}}',
      'other/b.tf.json': '{"locals": {"b": 1}}',
      'node_modules/copy/a.tf.json': RULE,
      'node_modules/copy/b.tf.json': '{}',
      '.terraform/modules/a.tf.json': RULE,
      '.terraform/modules/b.tf.json': '{}',
    })
    expect(await versionIn(project)).toBe(version)
    await project.write({ 'module/README.md': '', 'module/prod.tfvars.json': '{}', 'module/.x.tf.json': '{}' })
    expect(await versionIn(project)).toBe(version)
    await project.write({ 'module/main.tf': '' })
    expect(await versionIn(project)).not.toBe(version)
  })

  it('knows the plugin by its plain version where there is no module', { timeout: 60_000 }, async () => {
    const project = await createProject({ 'alone/main.tf.json': RULE, 'other/main.tf.json': RULE })
    expect(await versionIn(project)).toMatch(/^\d+\.\d+\.\d+$/u)
  })

  it('is that of the project, from whichever folder of it ESLint is called', { timeout: 60_000 }, async () => {
    const project = await createProject(files)
    const lintAlone = (folder: string): Promise<unknown> =>
      project.run(`cd ${folder} && eslint --print-config x.tf.json`).then(({ stdout }) => {
        return (JSON.parse(stdout) as { plugins: string[] }).plugins
      })
    expect(await lintAlone('alone')).toEqual(await lintAlone('.'))
    expect(await lintAlone('module')).toEqual(await lintAlone('.'))
  })
})
