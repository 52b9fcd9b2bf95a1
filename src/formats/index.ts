/** The one way to read a file, whatever its format. */
import type { Value } from '../document/value.ts'
import { addTo } from '../model/add-to.ts'
import type { Declarations } from '../model/declarations.ts'
import type { Remark } from '../model/remark.ts'
import { searchFor } from './detection-keys.ts'
import type { FileContext, Format } from './format.ts'
import { formats } from './list.ts'

export { mayDeclareAny } from './detection.ts'
export { formats }

/** Made when they are asked for: few formats are searched for alone, and the plugin is imported wherever ESLint runs. */
const searches = new Map<Format, ReturnType<typeof searchFor>>()

/** Whether texts that are read together may declare something in one format. */
export function mayDeclareIn(format: Format, texts: readonly string[]): boolean {
  const search = searches.get(format) ?? searchFor(format.keys)
  searches.set(format, search)
  return search(...texts)
}

/** Reads the documents of one file. Those of no known format declare nothing. */
export function readDeclarations(roots: readonly Value[], file: FileContext): Declarations {
  const rootsOf = new Map<Format, Value[]>()
  for (const root of roots) {
    const format = formatOf(root, file)
    if (format) addTo(rootsOf, format, root)
  }
  const read = [...rootsOf].flatMap(([format, own]) => readAll(format, own, file))
  return {
    groups: read.flatMap(({ groups }) => groups),
    bindings: read.flatMap(({ bindings }) => bindings),
    accessPolicies: read.flatMap(({ accessPolicies = [] }) => accessPolicies),
    unread: read.flatMap(({ unread = [] }) => unread),
  }
}

function readAll(format: Format, roots: readonly Value[], file: FileContext): readonly Declarations[] {
  if (format.readTogether) return [format.readTogether(roots, file)]
  return roots.map((root) => format.read(root, file))
}

/** The remarks in the documents of one file, by the formats that have a place for them. */
export function readRemarks(roots: readonly Value[], file: FileContext): readonly Remark[] {
  return roots.flatMap((root) => formatOf(root, file)?.readRemarks?.(root) ?? [])
}

/** A format whose files of one directory are read together. */
export type ModuleFormat = Format & Required<Pick<Format, 'directory'>>

export const moduleFormats: readonly ModuleFormat[] = formats.filter(
  (format): format is ModuleFormat => format.directory !== undefined,
)

/** The format that reads a file with this name together with others of its directory. */
export function moduleFormatOf(name: string): ModuleFormat | undefined {
  return moduleFormats.find(({ directory }) => directory.part(name) === 'parsed')
}

/** Whether the root of a file is of no other format, as that of a plan is, under whatever name it is saved. */
export function isOf(format: Format, root: Value, file: FileContext): boolean {
  return (formatOf(root, file) ?? format) === format
}

function formatOf(root: Value, file: FileContext): Format | undefined {
  const first = formats.find((each) => each.detect(root, file))
  if (!first?.provider || !file.provider || first.provider === file.provider) return first
  return formats.find((each) => each.provider === file.provider && each.detect(root, file)) ?? first
}
