import type { MapValue, Value } from '../../document/value.ts'
import type { Remark } from '../../model/remark.ts'
import { blockOf, remarksOf } from '../remarks.ts'
import { resourceEntries } from './sections.ts'

/** The remarks in the metadata of a template and of its resources, under whatever key. */
export function readRemarks(root: Value): readonly Remark[] {
  if (root.kind !== 'map') return []
  const own = metadataOf(root, blockOf(root))
  return [...own, ...[...resourceEntries(root)].flatMap(({ label, body }) => metadataOf(body, blockOf(body, label)))]
}

function metadataOf(body: MapValue, block: Remark['block']): readonly Remark[] {
  return body.all('Metadata').flatMap((entry) => remarksOf(entry, block))
}
