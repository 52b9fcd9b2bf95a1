/** The one place that reads files besides the one that ESLint lints: those that a format reads together with it. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { mayDeclareIn, type ModuleFormat } from '../formats/index.ts'

/** A file of a directory that a format reads as a whole. */
export interface Part {
  readonly name: string
  /** Without a byte order mark, as ESLint has it. `undefined` where the file cannot be read, or there is too much. */
  readonly text: string | undefined
}

/**
 * The bytes of all parts of a directory past which none of them is read: jsonc-eslint-parser takes half a second and
 * 30 MB for one million. What is not read leaves open what it may say.
 */
export const MOST_BYTES = 4 * 2 ** 20

/** The parts of a directory in the order of their names; none where there are no two of them. */
export function readParts(directory: string, format: ModuleFormat): readonly Part[] {
  const names = namesOf(directory, format)
  if (names.length < 2) return []
  const files = names.map((name) => ({ name, size: sizeOf(path.join(directory, name)) }))
  const bytes = files.reduce((sum, { size = 0 }) => sum + size, 0)
  return files.map(({ name, size }) => ({
    name,
    text: size === undefined || bytes > MOST_BYTES ? undefined : textOf(path.join(directory, name)),
  }))
}

/** Whether the parts of a directory may declare something together. What could not be read may. */
export function mayDeclare(parts: readonly Part[], format: ModuleFormat): boolean {
  const texts = parts.map(({ text }) => text)
  return texts.every((text) => text !== undefined) ? mayDeclareIn(format, texts) : true
}

function namesOf(directory: string, { directory: { part } }: ModuleFormat): readonly string[] {
  // A directory is no part, whatever its name.
  return entriesOf(directory).flatMap((entry) => (entry.isDirectory() || !part(entry.name) ? [] : [entry.name]))
}

/** What lies in a directory, by code units of the names, as Terraform sorts; nothing where it cannot be read. */
export function entriesOf(directory: string): readonly Dirent[] {
  const entries = orUndefined(() => readdirSync(directory, { withFileTypes: true })) ?? []
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** `undefined` for what is no file behind all links: reading a pipe would never end. */
function sizeOf(file: string): number | undefined {
  const stats = orUndefined(() => statSync(file))
  return stats?.isFile() ? stats.size : undefined
}

function textOf(file: string): string | undefined {
  return orUndefined(() => readFileSync(file, 'utf8').replace(/^\uFEFF/u, ''))
}

/** What cannot be read is not known. */
function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
