/** How much a file declares, and how much of it is settled. */

/** @import { Declarations, SecurityGroup } from '../../src/model/declarations.ts' */
/** @import { Origin, Reading } from '../../src/model/reading.ts' */

/**
 * How many files, groups that are declared there, rules, and bindings of groups there are; how many of their values are
 * settled, left open by the file, and refused by the provider; and how many places stand for what is not read.
 * @typedef {Record<'files' | 'groups' | 'rules' | 'bindings' | 'known' | 'unknown' | 'invalid' | 'unread', number>} Tally
 */

/**
 * @param {Declarations} declarations
 * @param {string} [file] The file of a module to which the count is confined, by its name there.
 * @returns {Tally}
 */
export function tallyOf({ groups, bindings, unread = [] }, file) {
  /** @param {Origin} origin */
  const isHere = ({ place }) => file === undefined || place.file === file
  const rules = groups.flatMap((group) => group.rules).filter(({ origin }) => isHere(origin))
  const bound = bindings.filter(({ origin }) => isHere(origin))
  const readings = [
    ...groups.filter(({ anchor }) => isHere(anchor)).flatMap(readingsOfGroup),
    ...rules.flatMap(readingsOfRule),
    ...bound.flatMap((binding) => binding.groups),
  ]
  /** @param {Reading<unknown>['state']} state */
  const count = (state) => readings.filter((reading) => reading.state === state).length
  return {
    files: 1,
    groups: groups.filter(({ declaration }) => declaration && isHere(declaration)).length,
    rules: rules.length,
    bindings: bound.length,
    known: count('known'),
    unknown: count('unknown'),
    invalid: count('invalid'),
    unread: new Set(
      unread
        .map(({ origin }) => origin)
        .filter(isHere)
        .map(({ place }) => place.range.join()),
    ).size,
  }
}

/**
 * @param {SecurityGroup} group
 * @returns {readonly Reading<unknown>[]}
 */
function readingsOfGroup({ name, description, type }) {
  return [name, description, type]
}

/**
 * Every value that a rule holds.
 *
 * @param {SecurityGroup['rules'][number]} rule
 * @returns {readonly Reading<unknown>[]}
 */
function readingsOfRule(rule) {
  return [
    ...[rule.direction, rule.verdict, rule.protocol, rule.ports, rule.plane],
    ...(rule.description ? [rule.description] : []),
    ...(rule.services ? [rule.services] : []),
    ...(rule.order.by === 'priority' ? [rule.order.priority] : []),
    ...rule.peers.map(({ reading }) => reading),
  ]
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  const total = { files: 0, groups: 0, rules: 0, bindings: 0, known: 0, unknown: 0, invalid: 0, unread: 0 }
  for (const tally of tallies) {
    for (const key of /** @type {(keyof Tally)[]} */ (Object.keys(total))) total[key] += tally[key]
  }
  return total
}
