/** Random settled policies over the whole packet space, most of their bounds where mistakes are likely. */
import fc from 'fast-check'
import type { Policy, PolicyRule, Service, WidestSource } from '../../../src/evaluator/index.ts'
import type { AddressRange, Plane, PortRange, Verdict } from '../../../src/model/packet-space.ts'
import { addressRange } from './addresses.ts'

export const MOST_RULES = 60

const port = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(1, 2, 21, 22, 23, 79, 80, 443, 1024, 3389, 65534, 65535) },
  fc.integer({ min: 1, max: 65535 }),
)

const portRange: fc.Arbitrary<PortRange> = fc.oneof(
  port.map((only) => ({ first: only, last: only })),
  fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
  fc.constant({ first: 1, last: 65535 }),
)

const service: fc.Arbitrary<Service> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      { protocol: fc.constantFrom(6, 17), ports: fc.array(portRange, { minLength: 1, maxLength: 3 }) },
      { requiredKeys: ['protocol'] },
    ),
  },
  fc.constantFrom(0, 1, 47, 58, 254, 255).map((protocol) => ({ protocol })),
)

/** What the rules of one policy choose from, so that they meet each other. */
const palette = fc.record({
  ranges: fc.array(addressRange, { minLength: 1, maxLength: 6 }),
  services: fc.array(service, { minLength: 1, maxLength: 5 }),
})

interface Palettes {
  readonly ranges: readonly AddressRange[]
  readonly services: readonly Service[]
}

type RuleBody = Omit<PolicyRule, 'rank'>

const ruleBody = (palettes: Palettes, verdict: fc.Arbitrary<Verdict>, hasPlanes: boolean) => {
  const oneRange = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...palettes.ranges) }, addressRange)
  const oneService = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...palettes.services) }, service)
  return fc.record<RuleBody>(
    {
      verdict,
      services: fc.record({
        certain: fc.oneof(
          { weight: 4, arbitrary: fc.array(oneService, { minLength: 1, maxLength: 2 }) },
          fc.constant<'all'>('all'),
        ),
      }),
      peers: fc.record({
        ranges: fc.oneof(
          { weight: 6, arbitrary: fc.array(oneRange, { minLength: 1, maxLength: 3 }) },
          { weight: 2, arbitrary: fc.constant<'any'>('any') },
          fc.constant<[]>([]),
        ),
      }),
      ...(hasPlanes && { plane: fc.constantFrom<Plane[]>('internet', 'intranet') }),
    },
    { requiredKeys: ['verdict', 'services', 'peers'] },
  )
}

const eitherVerdict = fc.constantFrom<Verdict[]>('accept', 'drop')

const bodies = (verdict: fc.Arbitrary<Verdict>) =>
  fc.tuple(palette, fc.boolean(), fc.boolean()).chain(([palettes, hasPlanes, isShort]) =>
    fc.array(ruleBody(palettes, verdict, hasPlanes), {
      minLength: 1,
      maxLength: isShort ? 12 : MOST_RULES,
      size: 'max',
    }),
  )

const closing = fc.record<Pick<Policy, 'complete' | 'defaultVerdict'>>(
  {
    defaultVerdict: eitherVerdict,
    complete: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  },
  { requiredKeys: [] },
)

/** Gives each rule its place as its rank. */
export const byPosition = (rules: readonly RuleBody[]): PolicyRule[] =>
  rules.map((rule, value) => ({ ...rule, rank: { kind: 'at', value } }))

const ordered = bodies(eitherVerdict).map((rules): Policy => ({ rules: byPosition(rules) }))

const prioritised = fc.tuple(bodies(eitherVerdict), fc.constantFrom(2, 5, 100)).chain(([rules, levels]) =>
  fc.record<Policy>({
    rules: fc
      .tuple(...rules.map(() => fc.integer({ min: 1, max: levels })))
      .map((ranks) => rules.map((rule, index) => ({ ...rule, rank: { kind: 'at', value: ranks[index] ?? 1 } }))),
    tie: fc.oneof({ weight: 3, arbitrary: fc.constant<Verdict>('drop') }, fc.constant<Verdict>('accept')),
  }),
)

const allowOnly = bodies(fc.constant('accept')).map((rules): Policy => ({
  rules: rules.map((rule) => ({ ...rule, rank: { kind: 'at', value: 0 } })),
}))

/** The default, the narrowest, the widest, and sizes that no default has. */
export const widestSource: fc.Arbitrary<WidestSource> = fc.record(
  {
    ipv4: fc.constantFrom(8, 33, 1, 25),
    ipv6: fc.constantFrom(16, 129, 1, 49),
    except: fc.array(addressRange, { maxLength: 3 }),
  },
  { requiredKeys: ['ipv4', 'ipv6'] },
)

export const settledPolicy: fc.Arbitrary<Policy> = fc
  .tuple(fc.oneof(ordered, prioritised, { weight: 1, arbitrary: allowOnly }), closing)
  .map(([policy, rest]) => ({ ...policy, ...rest }))
