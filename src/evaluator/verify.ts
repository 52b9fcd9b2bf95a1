/** Whether a set of packets is decided as somebody expects. */
import type { Verdict } from '../model/packet-space.ts'
import { ASK, stepsByWord } from './asking.ts'
import type { CompiledRule } from './compile.ts'
import { ACCEPT, compile, DROP, UNSETTLED } from './compile.ts'
import type { CellBit } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Packet, PeerSet, Policy, Service } from './policy.ts'
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
 */
export function verify(policy: Policy, probe: Probe, expected: Verdict): Verification {
  const asked = { verdict: expected, rank: { kind: 'at', value: Infinity }, services: { certain: probe.services }, peers: probe.peers } as const
  const compiled = compile({ ...policy, rules: [...policy.rules, asked] })
  const target = compiled.rules.find((rule) => rule.index === policy.rules.length) as CompiledRule
  const other = expected === 'accept' ? DROP : ACCEPT
  const tree = createCoverTree(compiled.line.cells)
  let isUnknown = false
  for (const steps of stepsByWord(compiled)) {
    tree.clear()
    steps.rules.forEach((rule, i) => {
      if (rule === target || !((steps.kinds[i] as number) & ASK)) return
      const isSettled = rule.earliest === rule.latest && !rule.conditional
      if (isSettled) tree.paint(rule.spans, steps.certain[i] as number, rule.verdict)
      const mayReachMore = !isSettled || rule.possible !== rule.certain || rule.anyAddress
      const reach = rule.anyAddress ? [0, compiled.line.cells] : rule.spans
      if (mayReachMore) tree.paint(reach, steps.possible[i] as number, UNSETTLED)
    })
    const bits = steps.certain[steps.rules.indexOf(target)] ?? 0
    const place = tree.findDecided(target.spans, bits, other)
    if (place) {
      const at = { ...place, word: steps.word }
      const rule = compiled.rules.find((each) => each !== target && decides(each, at))
      return { outcome: 'otherwise', rule: rule?.index, witness: packetAt(compiled, at, target) }
    }
    isUnknown ||= tree.findDecided(target.spans, bits, UNSETTLED) !== undefined
    const open = tree.undecided(target.spans, bits)
    if (open === 0) continue
    const isDefaultKnown = policy.defaultVerdict !== undefined && policy.complete !== false
    if (!isDefaultKnown) isUnknown = true
    else if (policy.defaultVerdict !== expected) {
      // Nothing comes after the probe, so painting it tells where the default decides.
      const left: CellBit[] = []
      tree.paint(target.spans, open, target.verdict, (cell, _, painted) => left.push({ cell, bit: painted & -painted }))
      const [first] = left
      if (first) {
        const witness = packetAt(compiled, { ...first, word: steps.word }, target)
        return { outcome: 'otherwise', rule: undefined, witness }
      }
    }
  }
  return { outcome: isUnknown ? 'unknown' : 'as expected' }
}

/** Whether the rule, asked in turn, is the one that decides this place. */
function decides({ spans, certain, conditional, earliest, latest }: CompiledRule, at: { cell: number; word: number; bit: number }): boolean {
  if (conditional || earliest !== latest) return false
  const mask = certain.masks[certain.words.indexOf(at.word)] ?? 0
  return (mask & at.bit) !== 0 && spans.some((from, i) => i % 2 === 0 && from <= at.cell && at.cell < (spans[i + 1] as number))
}
