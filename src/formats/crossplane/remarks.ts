import type { Value } from '../../document/value.ts'
import type { Remark } from '../../model/remark.ts'
import { blockOf, remarksOf } from '../remarks.ts'
import { managedOf } from './managed.ts'

/** Kubernetes, Annotations: notes for tools, under whatever key. */
export function readRemarks(root: Value): readonly Remark[] {
  return managedOf(root).flatMap(({ object, metadata }) => {
    const annotations = metadata?.get('annotations')
    return annotations ? remarksOf(annotations, blockOf(object)) : []
  })
}
