import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Whether npm can install packages that are not there yet. */
export const hasRegistry = await promisify(execFile)('npm', ['view', 'eslint', 'version']).then(
  () => true,
  () => false,
)
