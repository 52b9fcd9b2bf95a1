/** What all rules share about one file: it is read once, however many rules are on. */
import path from 'node:path'
import type { SourceCode } from 'eslint'
import { firstColumnOf, readDocuments, type Value } from '../document/index.ts'
import { readDeclarations, readRemarks } from '../formats/index.ts'
import type { Declarations, ProviderName, SecurityGroup } from '../model/declarations.ts'
import { remembered } from '../model/remembered.ts'
import type { GroupPolicy } from '../policy/build.ts'
import { policiesOf } from '../policy/build.ts'
import { moduleOf } from '../workspace/modules.ts'
import { today } from './directive.ts'
import { runOf, type Run } from './run.ts'
import { Suppressions } from './suppressions.ts'

export interface LintedFile {
  /** What the file declares, or the module that it is part of: then the same object for all files of it. */
  readonly declarations: Declarations
  /** The policies of every group, ingress before egress. */
  readonly policies: readonly GroupPolicy[]
  /** By the remarks in the file itself. */
  readonly suppressions: Suppressions
  readonly run: Run
  /** Set for a file of a module. */
  readonly inModule?: {
    /** The name that the places in this file tell. */
    readonly name: string
    /** What the file's own language calls the first column; the places of a module call it 0. */
    readonly firstColumn: number
  }
}

const files = new WeakMap<SourceCode, LintedFile>()

/** What ESLint and the settings tell of the file that is linted. */
export interface LintContext {
  /** Absolute, or relative to `cwd`. */
  readonly filename: string
  readonly cwd: string
  readonly provider?: ProviderName
}

export function lintedFile(sourceCode: SourceCode, context: LintContext): LintedFile {
  let file = files.get(sourceCode)
  if (!file) {
    file = readInModule(sourceCode, context) ?? readAlone(sourceCode, context)
    files.set(sourceCode, file)
  }
  return file
}

function readAlone(sourceCode: SourceCode, context: LintContext): LintedFile {
  const roots = readDocuments({ ast: sourceCode.ast, text: sourceCode.text })
  return fileOf(sourceCode, context, roots, readDeclarations(roots, context))
}

function readInModule(sourceCode: SourceCode, context: LintContext): LintedFile | undefined {
  const module = moduleOf(path.resolve(context.cwd, context.filename), sourceCode.text)
  if (!module) return undefined
  const { declarations, root, name } = module
  const inModule = { name, firstColumn: firstColumnOf(sourceCode.ast) }
  return { ...fileOf(sourceCode, context, [root], declarations), inModule }
}

/** The file as if it held these declarations, for rules to judge them. */
export function withDeclarations(file: LintedFile, declarations: Declarations): LintedFile {
  return { ...file, declarations, policies: policiesIn(declarations) }
}

const NO_SUPPRESSIONS = new Suppressions([], '')

/** By group, since trials judge groups again that no suggestion changes. */
const knownPoliciesOf = remembered((group: SecurityGroup) => policiesOf(group))

function policiesIn({ groups }: Declarations): readonly GroupPolicy[] {
  return groups.flatMap(knownPoliciesOf)
}

function fileOf(
  sourceCode: SourceCode,
  context: LintContext,
  roots: readonly Value[],
  declarations: Declarations,
): LintedFile {
  // Looking for remarks visits every object of a file.
  const remarks = sourceCode.text.includes('eslint-') ? readRemarks(roots, context) : []
  return {
    declarations,
    policies: policiesIn(declarations),
    suppressions: remarks.length > 0 ? new Suppressions(remarks, today()) : NO_SUPPRESSIONS,
    run: runOf(sourceCode),
  }
}
