import type { SourceCode } from 'eslint'
import { mayBeInModule, mayDeclareAny } from '../formats/detection.ts'

type Text = Pick<SourceCode, 'text'>

/** Asked by every rule of every file. */
const known = new WeakMap<Text, boolean>()

/**
 * Whether there may be something to report in a file: what it declares, or what others of its module make of it. A text
 * without the detection keys of any format declares nothing, and needs no look at its tree.
 */
export function mayMatter(sourceCode: Text, filename: string): boolean {
  let answer = known.get(sourceCode)
  if (answer === undefined) {
    answer = mayDeclareAny(sourceCode.text) || mayBeInModule(filename)
    known.set(sourceCode, answer)
  }
  return answer
}
