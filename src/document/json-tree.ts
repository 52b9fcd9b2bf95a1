/** The syntax tree of jsonc-eslint-parser. */
import { getStaticJSONValue, type AST } from 'jsonc-eslint-parser'
import type { Member, Shape } from './json.ts'

/** What a node of jsonc-eslint-parser holds. JavaScript beyond JSON's own literals is opaque. */
export function shapeOfJson(node: AST.JSONExpression): Shape<AST.JSONExpression> {
  switch (node.type) {
    case 'JSONObjectExpression':
      return { kind: 'map', members: () => node.properties.map(memberOf) }
    case 'JSONArrayExpression':
      return { kind: 'sequence', items: () => node.elements }
    case 'JSONLiteral':
    case 'JSONTemplateLiteral':
    case 'JSONUnaryExpression':
      return literal(getStaticJSONValue(node))
    default:
      return { kind: 'opaque' }
  }
}

function memberOf(property: AST.JSONProperty): Member<AST.JSONExpression> {
  const { key } = property
  const name = key.type === 'JSONIdentifier' ? key.name : String(key.value)
  return { key: name, label: key, value: property.value, whole: property }
}

/** Regular expressions, NaN and infinities are no data. */
function literal(value: ReturnType<typeof getStaticJSONValue>): Shape<AST.JSONExpression> {
  if (value === undefined || (typeof value === 'object' && value !== null)) return { kind: 'opaque' }
  return typeof value === 'number' && !Number.isFinite(value) ? { kind: 'opaque' } : { kind: 'scalar', value }
}
