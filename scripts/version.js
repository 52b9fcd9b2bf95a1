/** Writes the version of the package into the plugin's `meta`: ESLint makes it part of its cache key. */
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'src/index.ts'

/** @type {unknown} */
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const { version } = /** @type {{ version: string }} */ (manifest)
writeFileSync(FILE, readFileSync(FILE, 'utf8').replace(/version: '[^']*'/u, `version: '${version}'`))
