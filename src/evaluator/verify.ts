/** Whether a set of packets is decided as somebody expects. */
import type { Verdict } from '../model/packet-space.ts'
import type { Spans } from './spans.ts'
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { ACCEPT, compile, DROP, UNSETTLED, verdictCode } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Place } from './place.ts'
import { isIn } from './place.ts'
import type { Packet, PeerSet, Policy, Rank, Service } from './policy.ts'
import type { Step } from './steps.ts'
import { forEachPass } from './steps.ts'
import { packetAt } from './witness.ts'

/** All packets between these services and peers. */
export interface Probe {
  readonly services: readonly Service[] | 'all'
  readonly peers: PeerSet
}

export type Verification =
  | { readonly outcome: 'as expected' | 'unknown' }
  /** Some packet is decided otherwise: by the rule at `rule`, or by the default verdict. */
  | { readonly outcome: 'otherwise'; readonly rule: number | undefined; readonly witness: Packet }

/**
 * Verifies that every packet of the probe gets the expected verdict.
 * A packet that an unsettled rule may decide is unknown, and so is one that only missing rules or an unknown default decide.
 * Sets of addresses that are only named hold none of the probe's.
 */
export function verify(policy: Policy, probe: Probe, expected: Verdict): Verification {
  const rule = { verdict: expected, rank: LAST, services: { certain: probe.services }, peers: probe.peers }
  const compiled = compile({ ...policy, rules: [...policy.rules, rule] })
  const target = compiled.rules.find(({ index }) => index === policy.rules.length) as CompiledRule
  const tree = createCoverTree(compiled.line.cells)
  const other = expected === 'accept' ? DROP : ACCEPT
  const steps = verificationSteps(compiled, target)
  const otherwise: Place[] = []
  let unknown = 0
  forEachPass(
    steps,
    compiled.services.bits,
    (some) => some,
    (pass) => {
      const bits = pass.masks[pass.steps.findIndex((step) => step.rule === target)] ?? 0
      if (bits === 0 || otherwise.length > 0) return
      tree.clear()
      pass.steps.forEach(({ spans, verdict }, i) => tree.paint(spans, pass.masks[i] as number, verdict))
      const found = tree.findDecided(target.spans, bits, other)
      if (found) otherwise.push({ cell: found.cell, bit: pass.firstOf(found.bit) })
      unknown |= tree.decided(target.spans, bits, UNSETTLED)
    },
  )
  const [place] = otherwise
  if (!place) return { outcome: unknown === 0 ? 'as expected' : 'unknown' }
  const { rule: decider } = steps.find((step) => isIn(place, step.spans, step.bits)) as VerificationStep
  const witness = packetAt(compiled, place)
  return { outcome: 'otherwise', rule: decider === target ? undefined : decider.index, witness }
}

/** Behind all others. */
const LAST: Rank = { kind: 'at', value: Infinity }

interface VerificationStep extends Step {
  readonly spans: Spans
  readonly verdict: VerdictCode
}

/** What every rule decides, then what it may decide; at the end the default for the packets of the probe. */
function verificationSteps({ rules, line, policy }: CompiledPolicy, target: CompiledRule): readonly VerificationStep[] {
  const steps = rules.flatMap((rule): VerificationStep[] => {
    if (rule === target) return []
    const { certain, possible, spans, verdict, anyAddress, earliest, latest, conditional } = rule
    const isCertain = earliest === latest && !conditional
    const reach = anyAddress ? [0, line.cells] : spans
    return [
      ...(isCertain ? [{ rule, bits: certain, spans, verdict }] : []),
      ...(isCertain && rule.settled ? [] : [{ rule, bits: possible, spans: reach, verdict: UNSETTLED } as const]),
    ]
  })
  const { defaultVerdict, complete } = policy
  const verdict = complete === false ? UNSETTLED : verdictCode(defaultVerdict)
  return [...steps, { rule: target, bits: target.subject, spans: target.spans, verdict }]
}
