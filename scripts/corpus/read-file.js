/** What the built plugin makes of one file. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** @import { Declarations, SecurityGroup } from '../../src/model/declarations.ts' */
/** @import { Reading } from '../../src/model/reading.ts' */
/** @import { Value } from '../../src/document/value.ts' */

/**
 * How many files, groups that are declared there, rules, and bindings of groups there are; and how many of their values are settled,
 * left open by the file, and refused by the provider.
 * @typedef {Record<'files' | 'groups' | 'rules' | 'bindings' | 'known' | 'unknown' | 'invalid', number>} Tally
 */

/**
 * @typedef {object} FileReport
 * @property {boolean} mentions Whether the text holds detection keys of a format, without which it is not even parsed.
 * @property {ReadonlyMap<string, Tally>} tallies By format.
 * @property {string} [silence] Why it gives no group, though it mentions one.
 */

// The compiler knows the sources, and only a build holds what runs.
const built = new URL('../../build/src/', import.meta.url)
const { readDocuments } = /** @type {typeof import('../../src/document/index.ts')} */ (await load('document/index.js'))
const { formats, mayDeclareAny, readDeclarations } = /** @type {typeof import('../../src/formats/index.ts')} */ (
  await load('formats/index.js')
)
const { jsonParser } = /** @type {typeof import('../../src/parsers/json.ts')} */ (await load('parsers/json.js'))
const { yamlParser } = /** @type {typeof import('../../src/parsers/yaml.ts')} */ (await load('parsers/yaml.js'))

/** @param {string} file */
async function load(file) {
  /** @type {unknown} */
  const module = await import(new URL(file, built).href)
  return module
}

const PARSERS = new Map([
  ['.json', jsonParser],
  ['.tfstate', jsonParser],
  ['.yaml', yamlParser],
  ['.yml', yamlParser],
])

/**
 * @param {string} file
 * @returns {FileReport}
 */
export function readFile(file) {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/u, '')
  if (!mayDeclareAny(text)) return { mentions: false, tallies: new Map() }
  const parser = PARSERS.get(path.extname(file))
  if (parser === undefined) return silent('neither JSON nor YAML')
  try {
    return readRoots(readDocuments({ ast: parser.parseForESLint(text).ast, text }), file)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return silent('cannot be parsed')
  }
}

/**
 * @param {readonly Value[]} roots
 * @param {string} filename
 * @returns {FileReport}
 */
function readRoots(roots, filename) {
  /** @type {Map<string, Value[]>} */
  const rootsOf = new Map()
  for (const root of roots) {
    const format = formats.find((each) => each.detect(root, { filename }))?.name
    if (format !== undefined) rootsOf.set(format, [...(rootsOf.get(format) ?? []), root])
  }
  /** @type {Map<string, Tally>} */
  const tallies = new Map()
  for (const [format, own] of rootsOf) {
    const declarations = readDeclarations(own, { filename })
    const { groups, bindings } = declarations
    if (groups.length > 0 || bindings.length > 0) tallies.set(format, tallyOf(declarations))
  }
  if (tallies.size > 0) return { mentions: true, tallies }
  return silent(
    rootsOf.size === 0 ? 'no known format' : `no group, rule or binding in ${[...rootsOf.keys()].join(', ')}`,
  )
}

/**
 * @param {string} silence
 * @returns {FileReport}
 */
function silent(silence) {
  return { mentions: true, tallies: new Map(), silence }
}

/**
 * @param {Declarations} declarations
 * @returns {Tally}
 */
function tallyOf({ groups, bindings }) {
  const readings = [...groups.flatMap(readingsOf), ...bindings.flatMap((binding) => binding.groups)]
  /** @param {Reading<unknown>['state']} state */
  const count = (state) => readings.filter((reading) => reading.state === state).length
  return {
    files: 1,
    groups: groups.filter(({ declaration }) => declaration !== undefined).length,
    rules: groups.flatMap(({ rules }) => rules).length,
    bindings: bindings.length,
    known: count('known'),
    unknown: count('unknown'),
    invalid: count('invalid'),
  }
}

/**
 * Every value that a group and its rules hold.
 *
 * @param {SecurityGroup} group
 * @returns {readonly Reading<unknown>[]}
 */
function readingsOf({ name, description, type, rules }) {
  const ofRules = rules.flatMap((rule) => [
    ...[rule.direction, rule.verdict, rule.protocol, rule.ports, rule.plane],
    ...(rule.description ? [rule.description] : []),
    ...(rule.services ? [rule.services] : []),
    ...(rule.order.by === 'priority' ? [rule.order.priority] : []),
    ...rule.peers.map(({ reading }) => reading),
  ])
  return [name, description, type, ...ofRules]
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  const total = { files: 0, groups: 0, rules: 0, bindings: 0, known: 0, unknown: 0, invalid: 0 }
  for (const tally of tallies) {
    for (const key of /** @type {(keyof Tally)[]} */ (Object.keys(total))) total[key] += tally[key]
  }
  return total
}
