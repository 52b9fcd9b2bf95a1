import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Whether npm can install packages that are not there yet; a registry that does not answer for a minute is not there. */
export const hasRegistry = await promisify(execFile)('npm', ['view', 'eslint', 'version'], { timeout: 60_000 }).then(
  () => true,
  () => false,
)
