import { parseForESLint as parseJson } from 'jsonc-eslint-parser'
import { parseForESLint as parseYaml } from 'yaml-eslint-parser'
import { readDocuments } from '../../../src/document/index.ts'
import { mayDeclareAny, readDeclarations } from '../../../src/formats/index.ts'
import type { Binding } from '../../../src/model/declarations.ts'

/** What a file says of its bindings; throws where a search for detection keys would have passed it over. */
export function readBindings(source: object | string, filename = 'main.tf.json'): readonly Binding[] {
  const text = typeof source === 'string' ? source : JSON.stringify(source)
  const { ast } = filename.endsWith('.json') ? parseJson(text, {}) : parseYaml(text, {})
  const { bindings } = readDeclarations(readDocuments({ ast, text }), { filename })
  if (bindings.length > 0 && !mayDeclareAny(text)) {
    throw new Error('No detection key is met.')
  }
  return bindings
}

/** `instance tencentcloud_instance.web: a, b, ?x (listed, complete)`; `?` stands before what the file leaves open. */
function summary({ kind, label, groups, order, complete, conditions }: Binding): string {
  const names = groups.map((group) => {
    if (group.state === 'known') return group.value
    return group.state === 'absent' ? '' : `?${group.state === 'unknown' ? (group.identity ?? '') : group.problem.what}`
  })
  const ends = [order, complete ? 'complete' : 'open', ...conditions]
  return `${kind} ${label}: ${names.join(', ')} (${ends.join(', ')})`
}

export function summaries(source: object | string, filename?: string): readonly string[] {
  return readBindings(source, filename).map(summary)
}
