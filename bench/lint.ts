/** ESLint over a folder: with the recommended config, against the bare parsers and no rules. */
import path from 'node:path'
import { compare, type Command } from './processes.ts'

const ESLINT = path.resolve('node_modules/eslint/bin/eslint.js')
const TURNS = 9

export function compareLinting(name: string, folder: string, limit: number): void {
  const [subject, baseline] = [linting('recommended.js', folder), linting('parsers.js', folder)]
  compare({ name, subject, baseline, limit, turns: TURNS })
}

function linting(config: string, cwd: string): Command {
  const flags = ['--no-config-lookup', '--config', path.resolve('bench/configs', config), '--format', 'json']
  return { args: [ESLINT, ...flags, '.'], cwd }
}
