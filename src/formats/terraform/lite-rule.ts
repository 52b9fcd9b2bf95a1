/** The `#` strings of `tencentcloud_security_group_lite_rule`. */
import { partOf } from '../../document/index.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT, type Origin } from '../../model/reading.ts'
import { type LitePart, type LiteRule, parseLiteRule } from '../../providers/tencentcloud-lite.ts'
import { invalid, unknown } from '../raw.ts'
import type { Context } from './context.ts'
import type { Item } from './items.ts'
import { rawOfResolution, type Resolution, textOf } from './resolution.ts'
import { type ItemFields, unreadableItem } from './rule-lists.ts'

const NO_RULE = 'is no string of the form `action#source#port#protocol`'

export function readLiteItem({ value, viaDefault }: Item, context: Context): ItemFields {
  const { resolver } = context
  const text = textOf(value)
  if (value.kind !== 'scalar' || typeof value.value !== 'string') {
    const isData = value.kind !== 'opaque' && value.kind !== 'tagged'
    return unreadableItem(isData ? invalid(value, text, NO_RULE) : unknown(value, text))
  }
  const written = parseLiteRule(value.value)
  if (!('what' in written)) {
    const resolve = (part: LitePart): Resolution =>
      viaDefault === undefined ? resolver.template(part.text) : { kind: 'scalar', value: part.text, viaDefault }
    return readParts(written, resolve, (part) => partOf(value, part.start, part.end), context)
  }
  // The `#` may come from what the template refers to.
  const found = resolver.resolve(value, viaDefault)
  if (found.kind === 'unknown' || found.kind === 'reference')
    return unreadableItem(unknown(value, text, found.identity))
  if (found.kind === 'scalar' && typeof found.value === 'string') {
    const settled = parseLiteRule(found.value)
    if ('what' in settled) return unreadableItem(invalid(value, text, settled.what))
    return readParts(
      settled,
      (part) => ({ ...found, value: part.text }),
      () => value,
      context,
    )
  }
  return unreadableItem(invalid(value, text, NO_RULE))
}

function readParts(
  rule: LiteRule,
  resolve: (part: LitePart) => Resolution,
  originOf: (part: LitePart) => Origin,
  { ids }: Context,
): ItemFields {
  const read = (part: LitePart): Raw => rawOfResolution(resolve(part), originOf(part), part.text)
  const { source, protocol } = rule
  const peer = ids.resolved('source', 'address', resolve(source), originOf(source), source.text)
  const service = ids.resolved('protocol', 'address', resolve(protocol), originOf(protocol), protocol.text)
  const isTemplate = service !== undefined && (service.role === 'list' || namesTemplate(service.value))
  return {
    verdict: read(rule.action),
    protocol: isTemplate ? ABSENT : read(protocol),
    ports: read(rule.port),
    ...(isTemplate && { services: { value: service.value, ...(service.content && { content: service.content }) } }),
    peers: peer === undefined ? [] : [peer],
  }
}

function namesTemplate(raw: Raw): boolean {
  return raw.state === 'known' && /^ppmg?-\w{8}$/u.test(String(raw.value))
}
