import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ESLint, type Linter } from 'eslint'

/** Lints files in a folder of their own as `eslint .` does; `<file>:<line>:<column> <rule or error>` of each finding. */
export async function lintFolder(config: Linter.Config[], files: Record<string, string>): Promise<string[]> {
  const cwd = await mkdtemp(path.join(tmpdir(), 'security-group-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(cwd, name)), { recursive: true })
      await writeFile(path.join(cwd, name), text)
    }
    // The cache makes ESLint serialise the whole config, parsers included.
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config, cache: true })
    const results = await eslint.lintFiles(['.'])
    return results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, column, ruleId, message }) =>
          `${path.relative(cwd, filePath)}:${String(line)}:${String(column)} ${ruleId ?? message}`,
      ),
    )
  } finally {
    await rm(cwd, { recursive: true })
  }
}
