/**
 * Real declarations: what judging them adds to parsing them.
 *
 * The folder is the first argument, else `SECURITY_GROUP_CORPUS`, else `../shared/corpus` beside the project.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { LIMITS } from './limits.ts'
import { compareLinting } from './lint.ts'

const folder = path.resolve(process.argv[3] ?? process.env['SECURITY_GROUP_CORPUS'] ?? '../shared/corpus')
if (existsSync(folder)) compareLinting('lint declarations, by parsers alone', folder, LIMITS.corpus)
else console.log(`lint declarations: skipped, for there is no folder ${folder}`)
