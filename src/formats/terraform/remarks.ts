import type { Value } from '../../document/value.ts'
import type { Remark } from '../../model/remark.ts'
import { blockOf, remarksOf } from '../remarks.ts'

/** Terraform, JSON Configuration Syntax: the member of a block's body that Terraform ignores. */
export const REMARK = '//'

/** The remarks of every object of a file. A label belongs to the body behind it, where there is only one. */
export function readRemarks(root: Value): readonly Remark[] {
  const remarks: Remark[] = []
  const open: { readonly value: Value; readonly block: Remark['block'] }[] = [{ value: root, block: blockOf(root) }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, block } = next
    if (value.kind === 'sequence') {
      for (const item of value.items)
        open.push({ value: item, block: value.items.length === 1 ? block : blockOf(item) })
    } else if (value.kind === 'map') {
      for (const entry of value.entries) {
        if (entry.key !== REMARK) open.push({ value: entry.value, block: blockOf(entry.value, entry.label) })
        else for (const remark of remarksOf(entry, block)) remarks.push(remark)
      }
    }
  }
  return remarks
}
