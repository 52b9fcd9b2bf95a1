/**
 * Packs the compiled modules of `build/` into `dist/`: one file for each entry point.
 *
 * A plugin is imported whenever ESLint starts, in repositories without a single security group too, and Node takes far
 * longer over many small modules than over one: `npm run bench import` measures it. ipaddr.js is packed as well,
 * for Node finds and wraps a CommonJS package slowly. The parsers stay packages of their own: other plugins share them.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { rolldown } from 'rolldown'

const MODULES = 'build'
const PACKAGE = 'dist'
const ENTRIES = { index: 'src/index', evaluator: 'src/evaluator/index' }

rmSync(PACKAGE, { recursive: true, force: true })

for (const [name, entry] of Object.entries(ENTRIES)) {
  const bundle = await rolldown({
    input: `${MODULES}/${entry}.js`,
    external: ['jsonc-eslint-parser', 'yaml-eslint-parser'],
    platform: 'node',
  })
  await bundle.write({
    file: `${PACKAGE}/${name}.js`,
    comments: { legal: true, annotation: false, jsdoc: false },
    banner: notice('ipaddr.js'),
  })
  await bundle.close()
}

for (const file of declarationsOf(Object.values(ENTRIES).map((entry) => `${entry}.d.ts`))) {
  cpSync(path.join(MODULES, file), path.join(PACKAGE, file))
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
