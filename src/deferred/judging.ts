/** All that only files with declarations need. In the package it is a file of its own. */
export { rules } from '../../rules/index.ts'
export { modulesDigest } from '../workspace/digest.ts'
