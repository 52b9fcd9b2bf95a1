/** Draws the picture of the README from what ESLint really finds. A test tells when it is out of date. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ESLint } from 'eslint'
import { draw } from './picture/svg.js'

const FILE = 'fixtures/tencentcloud/terraform/shop.tf.json'

const eslint = new ESLint({ overrideConfigFile: 'scripts/demo.config.js' })
const [result] = await eslint.lintFiles([FILE])
writeFileSync('docs/picture.svg', draw(path.basename(FILE), readFileSync(FILE, 'utf8'), result?.messages ?? []))
