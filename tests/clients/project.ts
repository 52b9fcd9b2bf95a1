/** A user's project in a folder of its own, with the plugin as it is built, and the programs that the user installs. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

const root = process.cwd()
const PLUGIN = 'eslint-plugin-security-group'

const CONFIG = `import securityGroup from '${PLUGIN}'

export default [...securityGroup.configs.recommended]
`

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
  /**
   * Runs a line of shell in the project, where the programs of its packages are at hand.
   *
   * @throws Error where the shell itself cannot be run.
   */
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
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
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
    run: (line, environment = {}) => run(line, folder, environment),
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

function run(line: string, cwd: string, environment: Readonly<Record<string, string>>): Promise<Outcome> {
  const programs = path.join(cwd, 'node_modules/.bin')
  const env = { ...process.env, PATH: `${programs}:${process.env['PATH'] ?? ''}`, NO_COLOR: '1', ...environment }
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', line], { cwd, env, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(`The shell cannot run ${line}`, { cause: error }))
      else resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}
