/** Whether a set of packets is decided as somebody expects. */
import type { Verdict } from '../model/packet-space.ts'
import type { Spans } from './spans.ts'
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { compile, otherVerdict, UNSETTLED, verdictCode } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Place } from './place.ts'
import { isIn } from './place.ts'
import type { Packet, PeerSet, Policy, Rank, Service } from './policy.ts'
import { certainlyMatched } from './settled-verdicts.ts'
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
 * A packet that an unsettled rule may decide otherwise is unknown, and so is one that only missing rules or an unknown
 * default decide. A set of addresses that is only named takes no packet from the rules behind it; but any may be in it,
 * so a rule with such a set leaves unknown what it would decide otherwise.
 */
export function verify(policy: Policy, probe: Probe, expected: Verdict): Verification {
  const rule = { verdict: expected, rank: LAST, services: { certain: probe.services }, peers: probe.peers }
  const compiled = compile({ ...policy, rules: [...policy.rules, rule] })
  const target = compiled.rules.find(({ index }) => index === policy.rules.length) as CompiledRule
  const steps = certainSteps(compiled, target)
  const place = placeDecided(compiled, target, steps, otherVerdict(target))
  if (!place) {
    const isDoubtful =
      !isSettled(compiled) && placeDecided(compiled, target, doubtfulSteps(compiled, target), UNSETTLED)
    return { outcome: isDoubtful ? 'unknown' : 'as expected' }
  }
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

/** A place of the target that the steps, the first of which decides, give this verdict. */
function placeDecided(
  { line, services }: CompiledPolicy,
  target: CompiledRule,
  steps: readonly VerificationStep[],
  verdict: VerdictCode,
): Place | undefined {
  const tree = createCoverTree(line.cells)
  const places: Place[] = []
  forEachPass(
    steps,
    services.bits,
    (some) => some,
    (pass) => {
      const bits = pass.masks[pass.steps.findIndex((step) => step.rule === target)] ?? 0
      if (bits === 0 || places.length > 0) return
      tree.clear()
      pass.steps.forEach((step, i) => tree.paint(step.spans, pass.masks[i] as number, step.verdict))
      const found = tree.findDecided(target.spans, bits, verdict)
      if (found) places.push({ cell: found.cell, bit: pass.firstOf(found.bit) })
    },
  )
  return places[0]
}

/** What every rule decides, then what it may decide; at the end the default for the packets of the probe. */
function certainSteps({ rules, line, policy }: CompiledPolicy, target: CompiledRule): readonly VerificationStep[] {
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
  return [...steps, { rule: target, bits: target.subject, spans: target.spans, verdict: verdictAtEnd(policy) }]
}

/**
 * Where a packet of the target may get another verdict than the target's: rules of that verdict decide, at their latest
 * place, what they are certain to match; any other may come first, decide all that it may match, and every address of a
 * set that is only named.
 */
function doubtfulSteps({ rules, line, policy }: CompiledPolicy, target: CompiledRule): readonly VerificationStep[] {
  const steps = rules.flatMap((rule) => {
    if (rule === target) return []
    const { possible, spans, verdict, symbolSpans, earliest, latest } = rule
    if (verdict === target.verdict) return [{ rule, bits: certainlyMatched(rule), spans, verdict, place: latest }]
    const reach = symbolSpans.length === 0 ? spans : [0, line.cells]
    return [{ rule, bits: possible, spans: reach, verdict: UNSETTLED, place: earliest } as const]
  })
  const atEnd = verdictAtEnd(policy) === target.verdict ? target.verdict : UNSETTLED
  return [
    ...steps.sort((a, b) => a.place - b.place),
    { rule: target, bits: target.subject, spans: target.spans, verdict: atEnd },
  ]
}

/** Whether every packet has a verdict for certain. */
function isSettled({ rules, policy, ordered }: CompiledPolicy): boolean {
  return (
    ordered && verdictAtEnd(policy) !== UNSETTLED && rules.every((rule) => rule.settled && rule.verdict !== UNSETTLED)
  )
}

/** The verdict on what no rule matches. */
function verdictAtEnd({ defaultVerdict, complete }: Policy): VerdictCode {
  return complete === false ? UNSETTLED : verdictCode(defaultVerdict)
}
