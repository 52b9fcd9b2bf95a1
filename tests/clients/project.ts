/** A user's project in a folder of its own, with the plugin as it is built, and the programs that the user installs. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

const root = process.cwd()
const PLUGIN = 'eslint-plugin-security-group'

const CONFIG = `import securityGroup from '${PLUGIN}'

export default [...securityGroup.configs.recommended]
`

/** The status of a program that a signal ended. */
const KILLED = -1

export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface Project {
  readonly folder: string
  /** Writes files by their paths in the project; folders come into being. */
  write(files: Readonly<Record<string, string>>): Promise<void>
  read(file: string): Promise<string>
  /** Runs a line of shell in the project, where the programs of its packages are at hand. */
  run(line: string, environment?: Readonly<Record<string, string>>): Promise<Outcome>
}

/**
 * A project that has ESLint, the plugin and `packages` installed, and the config that the README shows unless `files`
 * brings one. It is removed when the test ends.
 */
export async function createProject(
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = [],
): Promise<Project> {
  const manifest = '{ "private": true, "type": "module" }\n'
  const project = await createFolder({ 'package.json': manifest, 'eslint.config.js': CONFIG, ...files })
  const modules = path.join(project.folder, 'node_modules')
  await mkdir(path.join(modules, '.bin'), { recursive: true })
  await symlink(root, path.join(modules, PLUGIN))
  for (const name of ['eslint', ...packages]) await install(name, modules)
  return project
}

/** A folder with nothing but `files`. It is removed when the test ends. */
export async function createFolder(files: Readonly<Record<string, string>>): Promise<Project> {
  // The real path: servers and formatters name files by it.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'security-group-project-')))
  const running = new Set<ChildProcess>()
  onTestFinished(async () => {
    // A test that failed or ran out of time leaves programs behind, and they have children of their own.
    for (const { pid } of running) if (pid !== undefined) process.kill(-pid)
    await rm(folder, { recursive: true, force: true })
  })
  const write: Project['write'] = async (texts) => {
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
      await writeFile(path.join(folder, name), text)
    }
  }
  await write(files)
  return {
    folder,
    write,
    read: (file) => readFile(path.join(folder, file), 'utf8'),
    async run(line, environment = {}) {
      const [child, outcome] = start(line, folder, environment)
      running.add(child)
      return outcome.finally(() => running.delete(child))
    },
  }
}

/** Links a package of this repository, and its programs, as npm does with a workspace. */
async function install(name: string, modules: string): Promise<void> {
  const target = path.join(root, 'node_modules', name)
  await mkdir(path.dirname(path.join(modules, name)), { recursive: true })
  await symlink(target, path.join(modules, name))
  const manifest = JSON.parse(await readFile(path.join(target, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>
  }
  const programs = typeof manifest.bin === 'string' ? { [path.basename(name)]: manifest.bin } : (manifest.bin ?? {})
  for (const [program, file] of Object.entries(programs)) {
    await symlink(path.join(target, file), path.join(modules, '.bin', path.basename(program)))
  }
}

function start(
  line: string,
  cwd: string,
  environment: Readonly<Record<string, string>>,
): [child: ChildProcess, outcome: Promise<Outcome>] {
  const programs = path.join(cwd, 'node_modules/.bin')
  const env = { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}`, NO_COLOR: '1', ...environment }
  const child = spawn('sh', ['-c', line], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const outcome = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return [
    child,
    outcome.then(([stdout, stderr, [status]]) => ({
      status: typeof status === 'number' ? status : KILLED,
      stdout,
      stderr,
    })),
  ]
}
