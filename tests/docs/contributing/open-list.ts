import type { Value } from '../../../src/document/value.ts'
import { asText, fieldsOf } from '../../../src/formats/fields.ts'
import type { Format } from '../../../src/formats/format.ts'
import { excerpt, known, readRaw } from '../../../src/formats/raw.ts'
import { unreadableRule } from '../../../src/formats/unreadable-rule.ts'
import type { SecurityGroup } from '../../../src/model/declarations.ts'
import type { RawRule } from '../../../src/model/raw-rule.ts'
import { ABSENT } from '../../../src/model/reading.ts'
import { providers } from '../../../src/providers/index.ts'

const GROUP = 'tencentGroup'
const LIST = 'open'

export const openList: Format = {
  name: 'open-list',
  keys: [[GROUP]],
  detect: (root) => root.kind === 'map' && root.get(GROUP) !== undefined,
  read: (root) => ({ groups: readGroup(root), bindings: [] }),
}

function readGroup(root: Value): readonly SecurityGroup[] {
  const group = root.kind === 'map' ? root.get(GROUP) : undefined
  const list = root.kind === 'map' ? root.get(LIST)?.value : undefined
  if (!group) return []
  const items = list?.kind === 'sequence' ? list.items : []
  return [
    {
      provider: 'tencentcloud',
      key: excerpt(group.value),
      declaration: group.label,
      anchor: group.label,
      name: asText(fieldsOf(root)(GROUP)),
      description: ABSENT,
      type: ABSENT,
      network: 'vpc',
      rules: items.map((item, position) => providers.tencentcloud.rule(readLine(item, position))),
      // Only a list that stands in the file is whole.
      complete: { ingress: list === undefined || list.kind === 'sequence', egress: true },
    },
  ]
}

/** `<CIDR> <protocol> <ports>` */
function readLine(item: Value, position: number): RawRule {
  const place = {
    provider: 'tencentcloud',
    label: `rule ${position + 1}`,
    direction: known('ingress', item),
    order: { by: 'position', position },
    conditions: [],
  } as const
  const line = readRaw(item)
  if (line.state !== 'known') return unreadableRule(item, place, { field: LIST, role: 'ipv4' })
  const [cidr = '', protocol = '', ports = ''] = String(line.value).split(' ')
  return {
    ...place,
    origin: item,
    verdict: known('ACCEPT', item),
    protocol: known(protocol, item),
    ports: known(ports, item),
    peers: [{ field: LIST, role: 'ipv4', value: known(cidr, item) }],
    plane: ABSENT,
    letterCase: 'any',
  }
}
