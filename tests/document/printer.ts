/** Random data in random styles: every text that the printer makes is JSON or YAML of the data. */
import fc from 'fast-check'

export type Tree = List | Leaf | Members

interface Leaf {
  readonly kind: 'leaf'
  readonly value: boolean | number | string | null
  readonly quotes: '"' | "'" | ''
}

/** Flow or block; with room or without; with comments at the ends of its lines or without. */
interface Style {
  readonly block: boolean
  readonly loose: boolean
  readonly comment: boolean
}

interface List extends Style {
  readonly kind: 'list'
  readonly items: readonly Tree[]
}

interface Members extends Style {
  readonly kind: 'members'
  readonly members: readonly (readonly [string, Tree])[]
}

/** Text that tempts a writer to get quoting wrong, among ordinary words. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'tcp',
    '0.0.0.0/0',
    '::/0',
    '22/22',
    '22',
    'yes',
    'null',
    '~',
    '',
    '-',
    '- a',
    'a: b',
    '# a',
    'a #b',
    '1e3',
  ),
  fc.constantFrom(
    '!x',
    '&a',
    '*a',
    '<<',
    '{{ x }}',
    '[',
    "it's",
    '"',
    '\\',
    'a\nb',
    '\t',
    '0x1F',
    '22:22',
    '__proto__',
    '😀',
  ),
  fc.string({ maxLength: 6 }),
)

const leaf: fc.Arbitrary<Leaf> = fc.record({
  kind: fc.constant('leaf' as const),
  value: fc.oneof(fc.integer({ min: -9, max: 99 }), fc.boolean(), fc.constant(null), text),
  quotes: fc.constantFrom('"' as const, "'" as const, '' as const),
})
const style = { block: fc.boolean(), loose: fc.boolean(), comment: fc.boolean() }

export const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; list: List; members: Members }>((tie) => ({
  list: fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    ...style,
  }),
  members: fc.record({
    kind: fc.constant('members' as const),
    members: fc.uniqueArray(fc.tuple(text, tie('tree')), { minLength: 1, maxLength: 4, selector: ([key]) => key }),
    ...style,
  }),
  tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaf, tie('list'), tie('members')),
})).tree

export function dataOf(node: Tree): unknown {
  if (node.kind === 'leaf') return node.value
  return node.kind === 'list'
    ? node.items.map(dataOf)
    : Object.fromEntries(node.members.map(([key, value]) => [key, dataOf(value)]))
}

export function printJson(node: Tree, comments: boolean, indent = ''): string {
  if (node.kind === 'leaf') return JSON.stringify(node.value)
  const colon = node.loose ? ': ' : ':'
  const inner = `${indent}  `
  const parts =
    node.kind === 'list'
      ? node.items.map((item) => printJson(item, comments, inner))
      : node.members.map(([key, value]) => JSON.stringify(key) + colon + printJson(value, comments, inner))
  const comment = comments && node.comment ? ' // [,]' : ''
  const [open, close] = node.kind === 'list' ? '[]' : '{}'
  if (!node.loose) return `${open}${parts.join(',')}${close}`
  return `${open}\n${parts.map((part, at) => `${inner}${part}${at < parts.length - 1 ? ',' : ''}${comment}\n`).join('')}${indent}${close}`
}

/** As a document of its own. Blocks sit inside blocks and flow inside anything, as YAML has it. */
export function printYaml(node: Tree): string {
  return node.kind !== 'leaf' && node.block ? blockLines(node).join('\n') + '\n' : `${flow(node)}\n`
}

function blockLines(node: List | Members): string[] {
  const comment = node.comment ? ' # - a: b' : ''
  return node.kind === 'list'
    ? node.items.flatMap((item) => [...under('-', item, comment, node.loose, false), ...(node.loose ? [''] : [])])
    : node.members.flatMap(([key, value]) => under(`${scalar(key, '')}:`, value, comment, node.loose, true))
}

/** A dash or key with its value: on its line, compact behind it, or on the lines below. */
function under(indicator: string, value: Tree, comment: string, loose: boolean, isKey: boolean): string[] {
  if (value.kind === 'leaf' || !value.block) {
    const written = value.kind === 'leaf' && value.value === null && value.quotes === '' ? '' : ` ${flow(value)}`
    return [`${indicator}${written}${comment}`]
  }
  const lines = blockLines(value)
  const indented = lines.map((line) => (line === '' ? line : `  ${line}`))
  if (!isKey && !loose) return [`- ${lines[0] ?? ''}`, ...indented.slice(1)]
  const below = isKey && value.kind === 'list' && !loose ? lines : indented
  return [`${indicator}${comment}`, ...(comment ? ['  # - above'] : []), ...below]
}

function flow(node: Tree): string {
  if (node.kind === 'leaf') return typeof node.value === 'string' ? scalar(node.value, node.quotes) : String(node.value)
  const parts =
    node.kind === 'list'
      ? node.items.map(flow)
      : node.members.map(([key, value]) => `${scalar(key, '"')}:${node.loose ? ' ' : ''}${flow(value)}`)
  const [open, close] = node.kind === 'list' ? '[]' : '{}'
  return node.loose ? `${open} ${parts.join(', ')} ${close}` : `${open}${parts.join(',')}${close}`
}

/** Plain words and single quotes where nothing can be mistaken, else JSON's quotes, which YAML shares. */
function scalar(value: string, quotes: '"' | "'" | ''): string {
  if (quotes === '' && /^(?:tcp|[a-z]{2}\/\d+|0\.0\.0\.0\/0|22\/22)$/.test(value)) return value
  if (quotes === "'" && /^[ -~]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f')
}
