/** By what a file is seen to hold nothing, before anything of it is read. */
import path from 'node:path'
import { allKeys } from './all-keys.ts'
import { searchFor } from './detection-keys.ts'
import { partOf } from './terraform/file-names.ts'

const search = searchFor(allKeys)
/** The parser asks about a text, and then the rules do. */
let last = { text: '', mayDeclare: false }

/** Whether a text may declare something in any format. */
export function mayDeclareAny(text: string): boolean {
  if (text !== last.text) last = { text, mayDeclare: search(text) }
  return last.mayDeclare
}

/** Whether a file may be read together with others, as those of a Terraform module are, which only its directory tells. */
export function mayBeInModule(filename: string): boolean {
  return partOf(path.basename(filename)) === 'parsed'
}
