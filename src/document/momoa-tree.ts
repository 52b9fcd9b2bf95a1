/** The syntax tree of Momoa, which `@eslint/json` hands to rules. */
import type { JsonNode, Member, Shape } from './json.ts'

export type MomoaValue =
  | (JsonNode & { readonly type: 'Array'; readonly elements: readonly { readonly value: MomoaValue }[] })
  | (JsonNode & { readonly type: 'Boolean'; readonly value: boolean })
  | (JsonNode & { readonly type: 'Identifier' | 'Infinity' | 'NaN' })
  | (JsonNode & { readonly type: 'Null' })
  | (JsonNode & { readonly type: 'Number'; readonly value: number })
  | (JsonNode & { readonly type: 'Object'; readonly members: readonly MomoaMember[] })
  | (JsonNode & { readonly type: 'String'; readonly value: string })

interface MomoaMember extends JsonNode {
  readonly name: JsonNode & { readonly name?: string; readonly value?: string }
  readonly value: MomoaValue
}

/** What a node of Momoa holds. NaN and infinities are no data. */
export function shapeOfMomoa(node: MomoaValue): Shape<MomoaValue> {
  switch (node.type) {
    case 'Object':
      return { kind: 'map', members: () => node.members.map(memberOf) }
    case 'Array':
      return { kind: 'sequence', items: () => node.elements.map((element) => element.value) }
    case 'Boolean':
    case 'String':
      return { kind: 'scalar', value: node.value }
    case 'Number':
      return Number.isFinite(node.value) ? { kind: 'scalar', value: node.value } : { kind: 'opaque' }
    case 'Null':
      return { kind: 'scalar', value: null }
    default:
      return { kind: 'opaque' }
  }
}

/** JSON5 keys may be identifiers, which have a name in place of a value. */
function memberOf(member: MomoaMember): Member<MomoaValue> {
  return { key: member.name.value ?? member.name.name ?? '', label: member.name, value: member.value, whole: member }
}
