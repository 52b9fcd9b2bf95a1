/** A policy on coordinates: every rule as spans of cells and spans of bits, in the order in which rules are asked. */
import type { Verdict } from '../model/packet-space.ts'
import { remembered } from '../model/remembered.ts'
import type { AddressLine } from './address-line.ts'
import { createAddressLine } from './address-line.ts'
import { placesOf } from './places.ts'
import type { Policy, PolicyRule } from './policy.ts'
import type { RuleServices, ServiceSets } from './service-sets.ts'
import { createServiceSets } from './service-sets.ts'
import type { Spans } from './spans.ts'

export const DROP = 0
export const ACCEPT = 1
export const UNSETTLED = 2
/** A verdict as an array index. */
export type VerdictCode = typeof ACCEPT | typeof DROP | typeof UNSETTLED

export function verdictCode(verdict: Verdict | undefined): VerdictCode {
  return verdict === undefined ? UNSETTLED : verdict === 'accept' ? ACCEPT : DROP
}

/** The verdict that contradicts a rule's own. */
export function otherVerdict({ verdict }: Pick<CompiledRule, 'verdict'>): typeof ACCEPT | typeof DROP {
  return verdict === ACCEPT ? DROP : ACCEPT
}

/** Where a rule stands among all. */
interface Standing {
  /** Place in {@link CompiledPolicy.rules}. */
  readonly turn: number
  /** Bounds of the place among all rules, by rank, tie-break and file order; equal where the place is settled. */
  readonly earliest: number
  readonly latest: number
}

/** A class, for a policy holds one of each rule: what several share, and what few are asked for, is looked up where it stands. */
export class CompiledRule implements Standing {
  /** The rule as it was given. */
  readonly source: PolicyRule
  /** Index in `policy.rules`. */
  readonly index: number
  readonly turn: number
  readonly earliest: number
  readonly latest: number
  readonly verdict: VerdictCode
  readonly services: RuleServices
  /** Cells of the peers that the rule names; symbols equal only themselves. */
  readonly spans: Spans
  /** The part of {@link spans} that holds addresses, and the part that holds symbols. */
  readonly addressSpans: Spans
  readonly symbolSpans: Spans
  /** Matches every address, and with that every symbol. */
  readonly forEveryone: boolean
  /** The rule may not exist: it decides nothing for certain. */
  readonly conditional: boolean

  constructor(
    source: PolicyRule,
    index: number,
    { turn, earliest, latest }: Standing,
    services: RuleServices,
    line: AddressLine,
    conditional = source.conditions !== undefined && source.conditions.length > 0,
  ) {
    const spans = line.spans[index] as Spans
    const hasSymbols = (spans[spans.length - 1] ?? 0) > line.addressCells
    this.source = source
    this.index = index
    this.turn = turn
    this.earliest = earliest
    this.latest = latest
    this.verdict = verdictCode(source.verdict)
    this.services = services
    this.spans = spans
    this.addressSpans = hasSymbols ? within(spans, 0, line.addressCells) : spans
    this.symbolSpans = hasSymbols ? within(spans, line.addressCells, line.cells) : NONE
    this.forEveryone = spans[0] === 0 && spans[1] === line.cells
    this.conditional = conditional
  }

  /** The services that the rule matches. */
  get certain(): Spans {
    return this.services.certain
  }

  /** The services that the rule may match in whole or in part. */
  get possible(): Spans {
    return this.services.possible
  }

  /** The rule is certain to decide nothing once all of this is decided, or all of {@link widest}. */
  get subject(): Spans {
    return this.services.subject
  }

  get widest(): Spans | undefined {
    return this.services.widest
  }

  /** Every packet that the rule may match, it does match. */
  get settled(): boolean {
    return this.services.areSettled && !this.conditional && (this.forEveryone || this.symbolSpans.length === 0)
  }

  /** Equal for rules of equal and settled rank. */
  get level(): number | undefined {
    const { rank } = this.source
    if (rank.kind === 'between') return rank.first === rank.last ? rank.first : undefined
    return rank.kind === 'at' ? rank.value : undefined
  }

  /** The file leaves the order of this rule open, rather than merely not telling it. */
  get unordered(): boolean {
    return this.earliest !== this.latest && this.source.rank.kind === 'undefined'
  }

  /** Names a value that may be any set of addresses. */
  get anyAddress(): boolean {
    if (this.symbolSpans.length === 0) return false
    return this.source.peers.symbols?.some(({ kind }) => kind === 'unresolved') ?? false
  }
}

export interface CompiledPolicy {
  readonly policy: Policy
  readonly line: AddressLine
  readonly services: ServiceSets
  /** In an order that agrees with every certain precedence. */
  readonly rules: readonly CompiledRule[]
  /** Whether every place is settled, so that the order of {@link rules} is the order of asking. */
  readonly ordered: boolean
  /** Whether this is asked about the rule at an index of the policy, rather than another world of it. */
  readonly judges: (index: number) => boolean
}

/** Compiles once per policy object. */
export const compile = remembered((policy: Policy): CompiledPolicy => {
  const line = createAddressLine(policy)
  const services = createServiceSets(policy)
  const { earliest, latest, ordered, byTurn } = placesOf(policy)
  const rules = policy.rules.map((first, turn) => {
    const index = byTurn?.[turn] ?? turn
    const rule = byTurn ? (policy.rules[index] as PolicyRule) : first
    // Where all are settled, the turns tell as much as the places, and are small.
    const standing = ordered
      ? { turn, earliest: turn, latest: turn }
      : { turn, earliest: earliest[index] as number, latest: latest[index] as number }
    return new CompiledRule(rule, index, standing, services.of(rule), line)
  })
  return { policy, line, services, rules, ordered, judges: () => true }
})

/** All rules of a policy, by their indices. */
export function rulesInFile({ rules }: Pick<CompiledPolicy, 'rules'>): readonly CompiledRule[] {
  const inFile = Array<CompiledRule>(rules.length)
  for (const rule of rules) inFile[rule.index] = rule
  return inFile
}

/** Some rules of a policy as if they were asked in file order. */
export function inFileOrder(policy: CompiledPolicy, stays: (rule: CompiledRule) => boolean): CompiledPolicy {
  const rules = rulesInFile(policy)
    .filter(stays)
    .map((rule, turn) => placed(rule, { turn, earliest: turn, latest: turn }, policy.line))
  return { ...policy, rules, ordered: true }
}

/** The same rule elsewhere among all. */
export function placed({ source, index, services }: CompiledRule, standing: Standing, line: AddressLine): CompiledRule {
  return new CompiledRule(source, index, standing, services, line)
}

/** The same rule where it is certain to exist. */
export function existing(rule: CompiledRule, line: AddressLine): CompiledRule {
  return new CompiledRule(rule.source, rule.index, rule, rule.services, line, false)
}

/** The same rule where it does not exist: it keeps its turn, and matches nothing. */
export function absent(rule: CompiledRule, line: AddressLine): CompiledRule {
  return new CompiledRule(rule.source, rule.index, rule, NO_SERVICES, line)
}

/** The part of the spans between two numbers. */
function within(spans: Spans, from: number, to: number): Spans {
  const part: number[] = []
  for (let i = 0; i < spans.length; i += 2) {
    const first = Math.max(spans[i] as number, from)
    const end = Math.min(spans[i + 1] as number, to)
    if (first < end) part.push(first, end)
  }
  return part
}

const NONE: Spans = Object.freeze([])

const NO_SERVICES: RuleServices = {
  certain: NONE,
  possible: NONE,
  subject: NONE,
  widest: undefined,
  areSettled: true,
}

/** Whether `ahead` is asked before `rule` in every order that the file allows. */
export function isCertainlyAhead(ahead: CompiledRule, rule: CompiledRule): boolean {
  return ahead.latest < rule.earliest
}
