/** What all rules share about one file: it is read once, however many rules are on. */
import type { SourceCode } from 'eslint'
import { readDocuments } from '../document/index.ts'
import { holdsDetectionKey, readDeclarations, readRemarks } from '../formats/index.ts'
import type { Declarations, ProviderName } from '../model/declarations.ts'
import type { GroupPolicy } from '../policy/build.ts'
import { policiesOf } from '../policy/build.ts'
import { today } from './directive.ts'
import { runOf, type Run } from './run.ts'
import { Suppressions } from './suppressions.ts'

export interface LintedFile {
  readonly declarations: Declarations
  /** The policies of every group, ingress before egress. */
  readonly policies: readonly GroupPolicy[]
  readonly suppressions: Suppressions
  readonly run: Run
}

const mentions = new WeakMap<Pick<SourceCode, 'text'>, boolean>()

/** A text without any detection key declares nothing, and needs no look at its tree. Searched once for all rules. */
export function mayDeclare(sourceCode: Pick<SourceCode, 'text'>): boolean {
  let answer = mentions.get(sourceCode)
  if (answer === undefined) {
    answer = holdsDetectionKey(sourceCode.text)
    mentions.set(sourceCode, answer)
  }
  return answer
}

const files = new WeakMap<SourceCode, LintedFile>()

export function lintedFile(sourceCode: SourceCode, filename: string, provider?: ProviderName): LintedFile {
  let file = files.get(sourceCode)
  if (!file) {
    const { ast, text } = sourceCode
    const roots = readDocuments({ ast, text })
    const context = { filename, ...(provider && { provider }) }
    const declarations = readDeclarations(roots, context)
    // Looking for remarks visits every object of a file.
    const remarks = text.includes('eslint-') ? readRemarks(roots, context) : []
    file = {
      declarations,
      policies: declarations.groups.flatMap(policiesOf),
      suppressions: new Suppressions(remarks, today()),
      run: runOf(sourceCode),
    }
    files.set(sourceCode, file)
  }
  return file
}
