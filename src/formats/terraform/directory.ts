/** The files of a Terraform module: those that lie in one directory. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Declarations } from '../../model/declarations.ts'
import type { DirectoryFile, DirectoryFormat } from '../format.ts'
import { blocks, objects } from './blocks.ts'
import { declarationsOf } from './declarations.ts'
import { type FileRole, inLoadOrder, kindOfFile, partOf } from './file-names.ts'
import { indexed, type Module, readModule, setVariable } from './module.ts'
import { UnreadFiles } from './unread-files.ts'

export const directory: DirectoryFormat = { part: partOf, read }

/** `undefined` where two files declare the same thing, as in a folder of samples: Terraform takes no such module. */
function read(files: readonly DirectoryFile[]): Declarations | undefined {
  const inRole = (role: FileRole): readonly DirectoryFile[] =>
    files.filter(({ name }) => kindOfFile(name)?.role === role)
  const [declaring, overriding, values] = [inRole('declaration'), inRole('override'), inRole('values')]
  if (declareTwice(rootsOf(declaring))) return undefined
  const module = withoutOverridden(readModule(rootsOf(declaring), rootsOf(overriding)), new UnreadFiles(overriding))
  const unread = new UnreadFiles([...declaring, ...overriding])
  const whole: Module = {
    ...module,
    variables: withValues(module.variables, inLoadOrder(values)),
    mayHold: (parts) => unread.mayHold(parts),
  }
  // Override files may change data sources, which are not looked up by name.
  return declarationsOf(whole, overriding.length === 0 ? rootsOf(declaring) : [])
}

function rootsOf(files: readonly DirectoryFile[]): readonly Value[] {
  return files.flatMap(({ root }) => root ?? [])
}

/** A module without whatever override files may change that are not read: to change it, they would name it. */
function withoutOverridden(module: Module, overriding: UnreadFiles): Module {
  const isSettled = (name: string): boolean => !overriding.mayName(name)
  return {
    variables: new Map([...module.variables].filter(([name]) => isSettled(name))),
    locals: new Map([...module.locals].filter(([name]) => isSettled(name))),
    misplaced: module.misplaced,
    ...indexed(module.resources.filter(({ type, address }) => isSettled(address.slice(type.length + 1)))),
  }
}

/** Variables with the values that files give them; the last file counts. */
function withValues(defaults: Module['variables'], files: readonly DirectoryFile[]): Module['variables'] {
  const variables = new Map(defaults)
  for (const file of files) {
    if (file.root?.kind === 'map') {
      for (const { key, value } of file.root.entries) setVariable(variables, key, value, file.name)
    } else {
      const unread = new UnreadFiles([file])
      for (const name of [...variables.keys()]) if (unread.mayName(name)) variables.delete(name)
    }
  }
  return variables
}

/** Blocks that a module holds once by their labels, with the number of those. */
const UNIQUE_BLOCKS = [
  ['check', 1],
  ['data', 2],
  ['ephemeral', 2],
  ['module', 1],
  ['output', 1],
  ['resource', 2],
  ['variable', 1],
] as const

/** Whether two of the files declare the same thing. That one file does so is its own affair. */
function declareTwice(roots: readonly Value[]): boolean {
  const earlier = new Set<string>()
  return roots.some((root) => {
    const names = objects(root).flatMap(declaredNames)
    const isRepeated = names.some((name) => earlier.has(name))
    for (const name of names) earlier.add(name)
    return isRepeated
  })
}

function declaredNames(body: MapValue): readonly string[] {
  const labelled = UNIQUE_BLOCKS.flatMap(([type, labelCount]) =>
    blocks(body, type, labelCount).map(({ labels }) => [type, ...labels.map(({ key }) => key)]),
  )
  const locals = blocks(body, 'locals', 0).flatMap((block) => block.body.entries.map(({ key }) => ['local', key]))
  // A provider is configured once under each alias.
  const providers = blocks(body, 'provider', 1).map(({ labels, body: provider }) => [
    'provider',
    ...labels.map(({ key }) => key),
    provider.get('alias')?.value.source,
  ])
  return [...labelled, ...locals, ...providers].map((name) => JSON.stringify(name))
}
