/** Programs that npm does not install. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** In milliseconds. Nothing else ends what never answers while a test file is loaded. */
const PATIENCE = 120_000

/** Whether pre-commit is there, installed by apt if need be, as it can be in a container of the CI. */
export const hasPreCommit =
  (await succeeds('pre-commit', '--version')) || (isRoot() && (await installByApt('pre-commit')))

function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** The lists of a fresh container are empty. */
async function installByApt(name: string): Promise<boolean> {
  const patience = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15']
  const install = [...patience, 'install', '--yes', '--no-install-recommends', name]
  return (
    (await succeeds('apt-get', ...install)) ||
    ((await succeeds('apt-get', ...patience, 'update')) && succeeds('apt-get', ...install))
  )
}

async function succeeds(program: string, ...args: readonly string[]): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await promisify(execFile)(program, args, { env, timeout: PATIENCE })
    return true
  } catch {
    return false
  }
}
