/** The `#` strings of a `SecurityGroupLiteRule`. */
import { partOf, type ScalarValue } from '../../document/index.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT, knownValue } from '../../model/reading.ts'
import { type LitePart, parseLiteRule } from '../../providers/tencentcloud-lite.ts'
import { isBody, type Item } from '../bridged/body.ts'
import { PLACEHOLDER } from '../placeholders.ts'
import { excerpt, invalid, known, unknown } from '../raw.ts'
import { type ItemFields, unreadableItem } from '../terraform/rule-lists.ts'

export function readLiteItem({ value, content }: Item): ItemFields {
  if (value.kind === 'scalar' && typeof value.value === 'string') return readLiteRule(value, value.value)
  return unreadableItem(isBody(content) ? invalid(value, excerpt(value), 'is not a string') : content)
}

function readLiteRule(scalar: ScalarValue, text: string): ItemFields {
  const rule = parseLiteRule(text)
  if ('what' in rule) {
    // The `#` may come with what is filled in.
    return unreadableItem(
      PLACEHOLDER.test(text) ? unknown(scalar, excerpt(scalar), text) : invalid(scalar, excerpt(scalar), rule.what),
    )
  }
  const read = (part: LitePart): Raw => readPart(scalar, part)
  const protocol = read(rule.protocol)
  const isTemplate = /^ppmg?-\w{8}$/u.test(String(knownValue(protocol)))
  return {
    verdict: read(rule.action),
    protocol: isTemplate ? ABSENT : protocol,
    ports: read(rule.port),
    ...(isTemplate && { services: { value: protocol } }),
    peers: [{ field: 'source', role: 'address', value: read(rule.source) }],
  }
}

function readPart(scalar: ScalarValue, { text, start, end }: LitePart): Raw {
  const origin = partOf(scalar, start, end)
  return PLACEHOLDER.test(text) ? unknown(origin, text, text) : known(text, origin)
}
