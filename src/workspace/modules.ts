/** Modules: directories whose files are read together, each file from the disk but for the one that is linted. */
import path from 'node:path'
import { parseJson, type Value } from '../document/index.ts'
import { isOf, type ModuleFormat, moduleFormatOf } from '../formats/index.ts'
import type { Declarations } from '../model/declarations.ts'
import { mayDeclare, MOST_BYTES, type Part, readParts } from './parts.ts'

/** A linted file that is read together with others. */
export interface ModuleFile {
  /** What the module declares: the same object for as long as no file of it changes. */
  readonly declarations: Declarations
  /** The linted file's name, as the places in it tell it. */
  readonly name: string
  readonly root: Value
}

/**
 * The module of a file with this absolute name, with `text` in place of what the disk holds under it. `undefined` where
 * the file is not on the disk, or has to be read alone.
 */
export function moduleOf(filename: string, text: string): ModuleFile | undefined {
  const { dir, base: name } = path.parse(filename)
  const format = moduleFormatOf(name)
  if (!format) return undefined
  const module = remembered.get(dir) ?? new Module(dir, format)
  const file = module.fileOf(name, text)
  if (module.size > 0) remember(dir, module)
  return file
}

/** By directory, the one that was asked for last at the end. */
const remembered = new Map<string, Module>()

/** Forgets modules until all that are remembered are no larger than a single one may be. */
function remember(dir: string, module: Module): void {
  remembered.delete(dir)
  remembered.set(dir, module)
  let size = 0
  for (const [each, other] of [...remembered].reverse()) {
    size += other.size
    if (size > MOST_BYTES && each !== dir) remembered.delete(each)
  }
}

/** How often the files of a directory are read anew while each of them is linted once. */
const MOST_LOOKS = 16
/** About what a part takes besides its text. */
const PART_SIZE = 1000

class Module {
  readonly #dir: string
  readonly #format: ModuleFormat
  #parts: ReadonlyMap<string, Part> = new Map()
  #size = 0
  readonly #roots = new WeakMap<Part, { readonly value: Value | undefined }>()
  #declarations: { readonly value: Declarations | undefined } | undefined
  /** The files that were linted since the parts were read. */
  readonly #linted = new Set<string>()

  constructor(dir: string, format: ModuleFormat) {
    this.#dir = dir
    this.#format = format
  }

  /** About the bytes of its texts. */
  get size(): number {
    return this.#size
  }

  fileOf(name: string, text: string): ModuleFile | undefined {
    if (!this.#isFresh(name, text)) this.#look()
    this.#linted.add(name)
    const onDisk = this.#parts.get(name)
    if (!onDisk) return undefined
    const part = onDisk.text === text ? onDisk : { name, text }
    const root = this.#rootOf(part)
    const declarations = root && (part === onDisk ? this.#readAll() : this.#read(new Map(this.#parts).set(name, part)))
    return declarations && { declarations, name, root }
  }

  /**
   * Nothing tells when a file changes, and a look at the directory takes the time to read it. So in a directory of many
   * files one look serves several of them, until one is linted again: something has happened since.
   */
  #isFresh(name: string, text: string): boolean {
    const isKnown = this.#parts.get(name)?.text === text && !this.#linted.has(name)
    return isKnown && this.#linted.size < this.#parts.size / MOST_LOOKS
  }

  #look(): void {
    this.#linted.clear()
    const parts = readParts(this.#dir, this.#format).map((part) => {
      const known = this.#parts.get(part.name)
      return known?.text === part.text ? (known ?? part) : part
    })
    if (parts.length === this.#parts.size && parts.every((part) => this.#parts.get(part.name) === part)) return
    this.#parts = new Map(parts.map((part) => [part.name, part]))
    this.#size = parts.reduce((sum, { text = '' }) => sum + text.length + PART_SIZE, 0)
    this.#declarations = undefined
  }

  #readAll(): Declarations | undefined {
    this.#declarations ??= { value: this.#read(this.#parts) }
    return this.#declarations.value
  }

  #read(byName: ReadonlyMap<string, Part>): Declarations | undefined {
    const parts = [...byName.values()]
    const { directory } = this.#format
    if (!mayDeclare(parts, this.#format)) return undefined
    return directory.read(parts.map((part) => ({ ...part, root: this.#rootOf(part) })))
  }

  #rootOf(part: Part): Value | undefined {
    const known = this.#roots.get(part)
    if (known) return known.value
    const value = this.#parse(part)
    this.#roots.set(part, { value })
    return value
  }

  #parse({ name, text }: Part): Value | undefined {
    if (text === undefined || this.#format.directory.part(name) !== 'parsed') return undefined
    const root = parseJson(text, name)
    return root && isOf(this.#format, root, { filename: name }) ? root : undefined
  }
}
