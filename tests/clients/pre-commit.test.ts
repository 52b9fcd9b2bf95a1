/** The recipes of `docs/pre-commit.md`: a bad commit is refused with its finding, a repaired one passes. */
import { cp, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasPreCommit } from './installed.ts'
import { OPEN_MYSQL, OPEN_SSH, REPAIRED } from './groups.ts'
import { createFolder, createProject, type Outcome, type Project } from './project.ts'
import { filesOf, packagesOf, parse } from './recipes.ts'
import { hasRegistry } from '../support/registry.ts'

const PAGE = 'docs/pre-commit.md'
const WITHOUT_PACKAGES = 'without-packages/'
const HOOKS = '.pre-commit-hooks.yaml'

const recipes = await filesOf(PAGE)

/** Some of the recipes' files. */
function pick(names: readonly string[], prefix = ''): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, recipes[`${prefix}${name}`] ?? '']))
}

/** Neither the user's settings nor the hooks of the user's repositories play a part. */
const environment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  npm_config_prefer_offline: 'true',
}

/** @throws Error where the command fails. */
async function must(project: Project, line: string): Promise<void> {
  const { status, stdout, stderr } = await project.run(line, environmentOf(project))
  if (status !== 0) throw new Error(`${line} ends with status ${status}:\n${stdout}${stderr}`)
}

function environmentOf({ folder }: Project): Record<string, string> {
  return { ...environment, PRE_COMMIT_HOME: path.join(folder, '.git/pre-commit') }
}

async function commit(project: Project, files: Readonly<Record<string, string>>): Promise<Outcome> {
  await project.write(files)
  await must(project, `git add ${Object.keys(files).join(' ')}`)
  return project.run('git commit -m change', environmentOf(project))
}

/** What must hold in a repository whose hook is set up. */
async function refusesBadCommits(project: Project): Promise<void> {
  const refused = await commit(project, { 'web.tf.json': OPEN_SSH, 'package-lock.json': '{}' })
  expect(refused.status).toBe(1)
  expect(refused.stdout + refused.stderr).toContain('security-group/no-public-admin-ports')
  expect((await commit(project, { 'web.tf.json': OPEN_MYSQL })).status, 'a warning').toBe(1)
  expect(await commit(project, { 'web.tf.json': REPAIRED })).toMatchObject({ status: 0 })
  const log = await project.run('git log --format=%s --name-only')
  expect(log.stdout).toBe('change\n\npackage-lock.json\nweb.tf.json\n')
}

describe.skipIf(!hasPreCommit)('pre-commit (needs pre-commit, or root and apt to install it)', () => {
  it('uses the packages of the project', async () => {
    const project = await createProject(pick(['.pre-commit-config.yaml']))
    await must(project, 'git init --quiet && pre-commit install')
    await refusesBadCommits(project)
  })

  it.skipIf(!hasRegistry)('installs the packages itself (needs the npm registry)', { timeout: 180_000 }, async () => {
    const plugin = await createPluginRepository()
    const config = recipes[`${WITHOUT_PACKAGES}.pre-commit-config.yaml`] ?? ''
    const project = await createFolder({
      ...pick(['eslint.config.cjs'], WITHOUT_PACKAGES),
      '.pre-commit-config.yaml': config.replace(/(?<=repo: )\S+/u, plugin.folder),
    })
    await must(project, 'git init --quiet && pre-commit install')
    await refusesBadCommits(project)
  })
})

/** The repository of the plugin at its version, built: that needs hundreds of packages, and has been done. */
async function createPluginRepository(): Promise<Project> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
  const built = { ...manifest, devDependencies: {}, scripts: { prepack: 'node --version' } }
  const repository = await createFolder({ 'package.json': JSON.stringify(built) })
  for (const name of ['.npmrc', HOOKS, 'dist']) {
    await cp(name, path.join(repository.folder, name), { recursive: true })
  }
  await must(repository, `git init --quiet && git add . && git commit --quiet -m built && git tag v${manifest.version}`)
  return repository
}

it('the hook of the repository is that of the recipe, with the ESLint that the tests use', async () => {
  const [hook] = parse(await readFile(HOOKS, 'utf8')) as [Record<string, unknown>]
  const { repos } = parse(recipes['.pre-commit-config.yaml'] ?? '') as { repos: [{ hooks: [Record<string, unknown>] }] }
  const [local] = repos[0].hooks
  const { devDependencies, version } = JSON.parse(await readFile('package.json', 'utf8')) as {
    devDependencies: Record<string, string>
    version: string
  }
  expect(local).toMatchObject({ id: hook['id'], types_or: hook['types_or'], entry: `npx ${String(hook['entry'])}` })
  expect(hook['additional_dependencies']).toEqual([`eslint@${devDependencies['eslint'] ?? ''}`])
  expect(recipes[`${WITHOUT_PACKAGES}.pre-commit-config.yaml`]).toContain(`rev: v${version}\n`)
})

it('lint-staged', async () => {
  const hook = '.githooks/pre-commit'
  const project = await createProject(pick(['.lintstagedrc.json', hook]), await packagesOf(PAGE))
  await must(project, `git init --quiet && git config core.hooksPath .githooks && chmod +x ${hook}`)
  await refusesBadCommits(project)
})
