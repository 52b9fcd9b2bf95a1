/** What the built plugin makes of one file. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { tallyOf } from './tally.js'

/** @import { Value } from '../../src/document/value.ts' */
/** @import { ModuleFile } from '../../src/workspace/modules.ts' */
/** @import { Tally } from './tally.js' */

/**
 * @typedef {object} FileReport
 * @property {boolean} mentions Whether the text mentions a security group, of whichever cloud.
 * @property {ReadonlyMap<string, Tally>} tallies By format.
 * @property {string} [silence] Why it gives no group, though it mentions one.
 */

// The compiler knows the sources, and only a build holds what runs.
const built = new URL('../../build/src/', import.meta.url)
const { readDocuments } = /** @type {typeof import('../../src/document/index.ts')} */ (await load('document/index.js'))
const { formats, mayDeclareAny, moduleFormatOf, readDeclarations } =
  /** @type {typeof import('../../src/formats/index.ts')} */ (await load('formats/index.js'))
const { moduleOf } = /** @type {typeof import('../../src/workspace/modules.ts')} */ (await load('workspace/modules.js'))
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

const MENTION = /security[\s_-]?group/iu

/** @type {FileReport} */
const UNRELATED = { mentions: false, tallies: new Map() }

/**
 * @param {string} file
 * @returns {FileReport}
 */
export function readFile(file) {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/u, '')
  if (!mayDeclareAny(text)) return MENTION.test(text) ? silent('no words of a known format') : UNRELATED
  const parser = PARSERS.get(path.extname(file))
  if (parser === undefined) return silent('neither JSON nor YAML')
  try {
    const roots = readDocuments({ ast: parser.parseForESLint(text).ast, text })
    const module = moduleOf(path.resolve(file), text)
    return module ? readModule(module) : readRoots(roots, file)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return silent('cannot be parsed')
  }
}

/**
 * What of a module lies in one file.
 *
 * @param {ModuleFile} module
 * @returns {FileReport}
 */
function readModule({ declarations, name }) {
  const format = moduleFormatOf(name)?.name ?? ''
  const tally = tallyOf(declarations, name)
  // A file may hold rules alone, whose group is declared in another.
  const isSilent = tally.groups + tally.rules + tally.bindings + tally.unread === 0
  return isSilent ? silent(nothingIn(format)) : { mentions: true, tallies: new Map([[format, tally]]) }
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
    const { groups, bindings, unread = [] } = declarations
    if (groups.length + bindings.length + unread.length > 0) tallies.set(format, tallyOf(declarations))
  }
  if (tallies.size > 0) return { mentions: true, tallies }
  return silent(rootsOf.size === 0 ? 'no known format' : nothingIn([...rootsOf.keys()].join(', ')))
}

/** @param {string} format */
function nothingIn(format) {
  return `no group, rule or binding in ${format}`
}

/**
 * @param {string} silence
 * @returns {FileReport}
 */
function silent(silence) {
  return { mentions: true, tallies: new Map(), silence }
}
