/** What the pages in `docs/` tell a user to copy. */
import { readFile } from 'node:fs/promises'
import { getStaticYAMLValue, parseYAML } from 'yaml-eslint-parser'

/** The files of a page by their paths: code blocks whose first line is a comment that names one. */
export async function filesOf(page: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(page, 'utf8')
  const blocks = [...text.matchAll(/^```\w+\n(?:#|\/\/) (?<file>\S+)\n(?<code>[^]*?)^```$/gmu)]
  return Object.fromEntries(blocks.map(({ groups }) => [groups?.['file'] ?? '', groups?.['code'] ?? '']))
}

/** The packages that a page tells to install, without ESLint and the plugin, which every project has. */
export async function packagesOf(page: string): Promise<readonly string[]> {
  const text = await readFile(page, 'utf8')
  const lines = [...text.matchAll(/^npm install --save-dev (?<names>.+)$/gmu)]
  const names = new Set(lines.flatMap(({ groups }) => groups?.['names']?.split(' ') ?? []))
  return [...names].filter((name) => name !== 'eslint' && name !== 'eslint-plugin-security-group')
}

/** @throws SyntaxError for a text that is no YAML. */
export function parse(yaml: string): unknown {
  return getStaticYAMLValue(parseYAML(yaml, {}))
}
