/**
 * The exposures of the evaluator against an oracle that searches the blocks of addresses as bit vectors:
 * a service is exposed by a rule if one wide block of public addresses only is the rule's, and no rule ahead takes any of it.
 * Rules change along the addresses only where some range starts or ends, so what a block's first address and the bounds
 * inside the block say holds for all of it.
 */
import type { Model } from 'z3-solver'
import type { Counting, ExposedService, Policy, WidestSource } from '../../../src/evaluator/index.ts'
import type { AddressRange } from '../../../src/model/packet-space.ts'
import { blocksOf, boundsOf, holds, isInside, unionOf } from './blocks.ts'
import type { Evaluator } from './disagreements.ts'
import type { Formula, ServiceVariables, Z3 } from './formulas.ts'
import { all, any, equals, isPacket, isTrueIn, matches, matchesService } from './formulas.ts'
import { packetIn, packetVariables, rangesOf, TCP, UDP, valueIn, within } from './formulas.ts'
import { at, orderOf } from './oracle.ts'
import { show } from './order.ts'
import { SPECIAL_RANGES } from './public-addresses.ts'
import { createQuestions } from './solver.ts'

export async function wrongExposures(
  z3: Z3,
  policy: Policy,
  evaluator: Evaluator,
  widest: WidestSource,
  count: Counting,
): Promise<string[]> {
  const { rules } = policy
  const order = orderOf(policy)
  const claims = new Map(evaluator.exposures(policy, widest, count).map(({ rule, services }) => [rule, services]))
  const variables = packetVariables(z3)
  const block = blocksOf(z3, variables, widest)
  const questions = createQuestions(z3, z3.And(isPacket(variables), block.isBlock))
  const isPublic = questions.define(
    z3.Not(
      any(
        z3,
        [...SPECIAL_RANGES, ...(widest.except ?? [])].map((range) => block.meets(range)),
      ),
    ),
  )
  const bounds = boundsOf(rules.flatMap(({ peers }) => rangesOf(peers)))

  /** By rule index: rules ahead of it take the packet, given what each rule matches. */
  const takenAhead = (matching: readonly (Formula | undefined)[]): Formula[] => {
    const result: Formula[] = []
    let taken = z3.Bool.val(false)
    let matched = z3.Bool.val(false)
    for (const index of order) {
      result[index] = taken
      const isMatched = matching[index]
      if (!isMatched) continue
      if (count === 'own') taken = z3.Or(taken, isMatched)
      else if (at(rules, index).verdict === 'drop') taken = z3.Or(taken, z3.And(isMatched, z3.Not(matched)))
      matched = z3.Or(matched, isMatched)
    }
    return result
  }
  const matchingAt = (address: AddressRange, services: readonly Formula[]) =>
    rules.map(({ peers }, index) => (holds(rangesOf(peers), address) ? services[index] : undefined))

  const serves = rules.map((rule) => questions.define(matchesService(z3, rule, variables)))
  const takenFirst = takenAhead(rules.map((rule) => matches(z3, rule, variables)))
  const takenAtBounds = bounds.map((bound) => ({
    isHeld: questions.define(block.meets(bound)),
    taken: takenAhead(matchingAt(bound, serves)),
  }))

  const wrong: string[] = []
  for (const [index, rule] of rules.entries()) {
    const claim = claims.get(index) ?? []
    if (rule.verdict !== 'accept') {
      if (claim.length > 0) wrong.push(`rule ${index} drops, and exposes nothing`)
      continue
    }
    const isItsOwn = any(
      z3,
      unionOf(rangesOf(rule.peers)).map((range) => block.isInside(range)),
    )
    const isTaken = takenAtBounds.map(({ isHeld, taken }) => z3.And(isHeld, at(taken, index)))
    const isOpen = z3.Not(any(z3, [at(takenFirst, index), ...isTaken]))
    const exposes = questions.define(all(z3, [at(serves, index), isPublic, isItsOwn, isOpen]))
    const claimed = questions.define(
      any(
        z3,
        claim.map((each) => isService(z3, each, policy, variables)),
      ),
    )
    if (await questions.canHold(exposes, z3.Not(claimed))) {
      wrong.push(`rule ${index} exposes ${show(packetIn(z3, questions.model(), variables))} to its block`)
    }
    // Every claimed service needs a block. One block serves many services, so few must be found.
    let unserved = claimed
    while (await questions.canHold(unserved)) {
      const { protocol, port } = serviceIn(z3, questions.model(), variables)
      const isThisOne = [equals(z3, variables.protocol, protocol), equals(z3, variables.port, port)]
      if (!(await questions.canHold(exposes, ...isThisOne.map((each) => questions.define(each))))) {
        wrong.push(`rule ${index} does not expose protocol ${protocol}, port ${port}`)
        break
      }
      const found = block.foundIn(questions.model())
      const plane = { ...variables, internet: z3.Bool.val(isTrueIn(z3, questions.model(), variables.internet)) }
      const services = rules.map((each) => matchesService(z3, each, plane))
      const addresses = [
        { ...found, last: found.first } as AddressRange,
        ...bounds.filter((each) => isInside(each, found)),
      ]
      const taken = addresses.map((address) => at(takenAhead(matchingAt(address, services)), index))
      unserved = questions.define(z3.And(unserved, z3.Not(z3.And(at(services, index), z3.Not(any(z3, taken))))))
    }
  }
  questions.release()
  return wrong
}

function isService(z3: Z3, { protocol, ports }: ExposedService, { rules }: Policy, of: ServiceVariables): Formula {
  if (protocol === undefined) {
    const named = rules.flatMap(({ services: { certain } }) =>
      certain === 'all' ? [] : certain.map((each) => each.protocol),
    )
    return z3.Not(
      any(
        z3,
        [TCP, UDP, ...named].map((each) => equals(z3, of.protocol, each)),
      ),
    )
  }
  const isProtocol = equals(z3, of.protocol, protocol)
  if (!ports) return isProtocol
  return z3.And(
    isProtocol,
    any(
      z3,
      ports.map(({ first, last }) => within(z3, of.port, first, last)),
    ),
  )
}

function serviceIn(z3: Z3, model: Model, { protocol, port }: ServiceVariables) {
  return { protocol: valueIn(z3, model, protocol), port: valueIn(z3, model, port) }
}
