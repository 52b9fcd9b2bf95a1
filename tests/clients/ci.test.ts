/** The recipes of `docs/ci.md` are run as the CI would, and every finding arrives where people look. */
import { access, cp } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import plugin from 'eslint-plugin-security-group'
import { EXCUSED, OPEN_SSH, REPAIRED } from './groups.ts'
import { createProject, type Outcome, type Project } from './project.ts'
import { filesOf, packagesOf, parse } from './recipes.ts'
import { parseSarif } from './sarif.ts'

const PAGE = 'docs/ci.md'
const recipes = await filesOf(PAGE)
const packages = await packagesOf(PAGE)

const [ANNOTATIONS, SCANNING, GITLAB] = [
  '.github/workflows/security-groups.yml',
  '.github/workflows/security-groups-scanning.yml',
  '.gitlab-ci.yml',
]

const ALL = `import securityGroup from 'eslint-plugin-security-group'
export default [...securityGroup.configs.all]
`

interface Step {
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

/** The commands of a recipe, each with its environment. */
function commandsOf(recipe: string): readonly Required<Step>[] {
  const { jobs, ...others } = parse(recipes[recipe] ?? '') as { jobs?: Record<string, { steps: Step[] }> }
  const steps = Object.values(jobs ?? {}).flatMap((job) => job.steps)
  const scripts = Object.values(others as Record<string, { script?: string[] }>).flatMap(({ script = [] }) => script)
  const commands = [...steps, ...scripts.map((run): Step => ({ run }))]
  return commands.flatMap(({ run, env = {} }) => (run === undefined ? [] : [{ run, env }]))
}

/** What a runner brings along. */
function environmentOf({ folder }: Project): Record<string, string> {
  return { GITHUB_ACTIONS: 'true', CI_JOB_NAME: 'security-groups', CI_PROJECT_DIR: folder }
}

/** Runs a recipe in a project that has been installed by `npm ci`, its first command. */
async function follow(recipe: string, files: Readonly<Record<string, string>>): Promise<[Project, Outcome]> {
  const [install, lint, ...others] = commandsOf(recipe)
  if (install?.run !== 'npm ci' || !lint || others.length > 0) throw new Error(`${recipe} has other commands.`)
  const project = await createProject({ ...files, [recipe]: recipes[recipe] ?? '' }, packages)
  if (files['eslint.config.js'] === ALL)
    await cp('fixtures', path.join(project.folder, 'fixtures'), { recursive: true })
  return [project, await project.run(lint.run, { ...environmentOf(project), ...lint.env })]
}

/** Every fixture with every rule on, a file that is broken and a finding that is suppressed. */
const EVERYTHING = {
  'eslint.config.js': ALL,
  'broken.tf.json': '{ "alicloud_security_group": ',
  'excused.yaml': EXCUSED,
}

interface Finding {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly message: string
  readonly ruleId: string
}

const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: plugin.configs.all })
const expected = (await eslint.lintFiles(['fixtures'])).flatMap(({ filePath, messages }) =>
  messages.map(({ endLine = NaN, endColumn = NaN, ruleId, ...message }): Finding => {
    const file = path.relative(process.cwd(), filePath)
    return { ...message, endLine, endColumn, file, ruleId: ruleId ?? 'no rule' }
  }),
)

/** The findings of the fixtures in the words of a client, sorted. */
function expectedAs(words: (finding: Finding) => string): readonly string[] {
  return expected.map(words).sort()
}

function at(line: number, column: number): string {
  return `${line}:${column}`
}

it('the fixtures have findings of most rules', () => {
  const rules = new Set(expected.map(({ ruleId }) => ruleId))
  expect(rules.size).toBeGreaterThan(Object.keys(plugin.rules).length / 2)
})

it.each(Object.keys(recipes))('%s lets a repository without findings pass', async (recipe) => {
  const [, outcome] = await follow(recipe, { 'web.tf.json': REPAIRED })
  expect(outcome).toMatchObject({ status: 0 })
})

it('GitHub shows every finding as an annotation', async () => {
  const [{ folder }, { status, stdout }] = await follow(ANNOTATIONS, EVERYTHING)
  expect(status).toBe(1)
  const commands = stdout.matchAll(/^::(\w+) file=(.*),line=(\d+),col=(\d+)::(.*)$/gmu)
  const annotations = [...commands].map(([, severity, file = '', line, column, message]) =>
    [severity, path.relative(folder, file), at(Number(line), Number(column)), message].join(' '),
  )
  expect(annotations).toContainEqual(expect.stringMatching(/^error broken\.tf\.json /u))
  expect(inFixtures(annotations)).toEqual(
    expectedAs(({ file, line, column, message, ruleId }) => `error ${file} ${at(line, column)} ${message} (${ruleId})`),
  )
})

/** Sorted: formatters and the file system have their own orders. */
function inFixtures(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.includes(' fixtures/')).sort()
}

describe('code scanning', () => {
  it('gets every finding, with the page of its rule', async () => {
    const [{ folder, read }, { status }] = await follow(SCANNING, EVERYTHING)
    expect(status).toBe(1)
    const log = parseSarif(await read('security-groups.sarif'))
    const { results, tool, invocations = [] } = log.runs[0]
    const alerts = results.map(({ ruleId, level, message, locations: [{ physicalLocation }] }) => {
      const { startLine, startColumn, endLine, endColumn } = physicalLocation.region
      const file = path.relative(folder, fileURLToPath(physicalLocation.artifactLocation.uri))
      const place = `${at(startLine, startColumn)}-${at(endLine, endColumn)}`
      return `${level} ${file} ${place} ${message.text} ${ruleId}`
    })
    expect(inFixtures(alerts)).toEqual(
      expectedAs(({ file, line, column, endLine, endColumn, message, ruleId }) => {
        const place = `${at(line, column)}-${at(endLine, endColumn)}`
        return `error ${file} ${place} ${message} ${ruleId}`
      }),
    )
    for (const { id, helpUri, shortDescription } of tool.driver.rules) {
      const page = `rules/${id.replace('security-group/', '')}.md`
      expect(helpUri).toMatch(new RegExp(`^https://.*/${page}$`, 'u'))
      await expect(access(page), page).resolves.toBeUndefined()
      expect(shortDescription.text).not.toBe('')
    }
    expect(new Set(tool.driver.rules.map(({ id }) => id))).toEqual(new Set(expected.map(({ ruleId }) => ruleId)))
    expect(invocations.flatMap((each) => each.toolConfigurationNotifications)).toHaveLength(1)
  })

  it('can be told of what is suppressed', async () => {
    const project = await createProject({ 'excused.yaml': EXCUSED }, packages)
    const { stdout } = await project.run('eslint . --format @microsoft/sarif')
    const [{ results }] = parseSarif(stdout).runs
    expect(results.map(({ suppressions }) => suppressions)).toEqual([[{ kind: 'inSource', justification: 'honeypot' }]])
  })
})

it('GitLab shows every finding in its code quality report and in the log', async () => {
  const [{ read }, { status, stdout }] = await follow(GITLAB, EVERYTHING)
  expect(status).toBe(1)
  const report = JSON.parse(await read('gl-code-quality-report.json')) as CodeQualityIssue[]
  const issues = report.map(({ severity, location: { path: file, positions }, description, check_name }) =>
    [severity, file, at(positions.begin.line, positions.begin.column), description, check_name].join(' '),
  )
  expect(issues).toContainEqual(expect.stringMatching(/^critical broken\.tf\.json /u))
  expect(inFixtures(issues)).toEqual(
    expectedAs(({ file, line, column, message, ruleId }) => `major ${file} ${at(line, column)} ${message} ${ruleId}`),
  )
  expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length)
  for (const { message } of expected) expect(stdout).toContain(message)
})

it('a report for people has the findings with the pages of their rules', async () => {
  const project = await createProject({ 'web.tf.json': OPEN_SSH })
  const { status, stdout } = await project.run('eslint . --format html')
  expect(status).toBe(1)
  expect(stdout).toContain('opens tcp 22 to the Internet')
  expect(stdout).toMatch(/href="https:\/\/[^"]*\/rules\/no-public-admin-ports\.md"/u)
})

interface CodeQualityIssue {
  readonly check_name: string
  readonly description: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly positions: { readonly begin: Place } }
}

interface Place {
  readonly line: number
  readonly column: number
}
