/**
 * Packs the compiled modules of `build/` into `dist/`: one file for each entry point, and one for what the plugin loads
 * with the first file that may declare something.
 *
 * A plugin is imported whenever ESLint starts, in repositories without a single security group too, so Node is to read
 * little then: `npm run bench import` measures it. It takes far longer over many small modules than over one. ipaddr.js
 * is packed as well, for Node finds and wraps a CommonJS package slowly. The parsers stay packages of their own: other
 * plugins share them.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const MODULES = path.resolve('build')
const PACKAGE = 'dist'
const ENTRIES = { index: 'src/index', evaluator: 'src/evaluator/index' }
const JUDGING = { judging: 'src/deferred/judging' }

/** What stands in `dist/index.js` in place of the modules that would bring `judging` along. */
const DEFERRED = new Map([
  [moduleFile('src/deferred/heads'), await valuesOf('src/deferred/heads')],
  [moduleFile('src/formats/all-keys'), await valuesOf('src/formats/all-keys')],
  [
    moduleFile('src/deferred/load'),
    `
    let judging
    export function load() {
      judging ??= process.getBuiltinModule('node:module').createRequire(import.meta.url)('./judging.js')
      return judging
    }`,
  ],
])

rmSync(PACKAGE, { recursive: true, force: true })

for (const [name, entry] of Object.entries({ ...ENTRIES, ...JUDGING })) {
  const isDeferring = name === 'index'
  const bundle = await rolldown({
    input: moduleFile(entry),
    external: ['jsonc-eslint-parser', 'yaml-eslint-parser'],
    platform: 'node',
    plugins: isDeferring ? [{ name: 'deferred', load: (id) => DEFERRED.get(path.normalize(id)) }] : [],
  })
  await bundle.write({
    file: `${PACKAGE}/${name}.js`,
    comments: { legal: true, annotation: false, jsdoc: false },
    ...(!isDeferring && { banner: notice('ipaddr.js') }),
  })
  await bundle.close()
}

for (const file of declarationsOf(Object.values(ENTRIES).map((entry) => `${entry}.d.ts`))) {
  cpSync(path.join(MODULES, file), path.join(PACKAGE, file))
}

/** @param {string} name */
function moduleFile(name) {
  return path.join(MODULES, `${name}.js`)
}

/**
 * A module that exports the same as another, as far as JSON can tell it: no functions.
 * @param {string} name
 */
async function valuesOf(name) {
  /** @type {unknown} */
  const values = await import(pathToFileURL(moduleFile(name)).href)
  return Object.entries(/** @type {object} */ (values))
    .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)}\n`)
    .join('')
}

/**
 * The licence of a package whose code is packed: it asks to be shown with every copy.
 * @param {string} name
 */
function notice(name) {
  return `/*! ${name}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n*/`
}

/**
 * What the types of the entry points name, however far away.
 * @param {readonly string[]} entries
 * @returns {ReadonlySet<string>}
 */
function declarationsOf(entries) {
  const files = new Set(entries)
  // A set goes on with what is added while it is walked.
  for (const file of files) {
    for (const [, imported = ''] of readFileSync(path.join(MODULES, file), 'utf8').matchAll(
      /['"](\.[^'"]+)\.ts['"]/gu,
    )) {
      files.add(path.join(path.dirname(file), `${imported}.d.ts`))
    }
  }
  return files
}
