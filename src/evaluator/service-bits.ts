/**
 * The services of rules as sets of bits on the service line. Behind the line stands one bit on each plane
 * for each set of services of which nothing is known but that several rules have the same.
 */
import type { Plane } from '../model/packet-space.ts'
import type { Policy, PolicyRule, Service } from './policy.ts'
import type { ServiceRun } from './service-line.ts'
import { createServiceLine } from './service-line.ts'

/** The non-empty words of a bit set, 32 bits each, by ascending word index. */
export interface BitSet {
  readonly words: readonly number[]
  readonly masks: readonly number[]
}

export interface ServiceBits {
  readonly words: number
  /** What each bit of the line stands for; the bits of unknown sets come after it. */
  readonly runs: readonly ServiceRun[]
  /** Whether some unknown set of services has a bit of its own. */
  readonly hasIdentities: boolean
  /** The services that a rule matches for certain. */
  certainBits(rule: PolicyRule): BitSet
  /** The services that a rule may match, in whole or in part. */
  possibleBits(rule: PolicyRule): BitSet
  /** What must be covered before a rule is certain to decide nothing; an unknown set with a bit of its own is that bit. */
  subjectBits(rule: PolicyRule): BitSet
  /** The same with all that such a set may be in place of its bit; `undefined` where a rule has no such set. */
  widestBits(rule: PolicyRule): BitSet | undefined
}

interface UnknownSet {
  readonly identity: string
  readonly plane: Plane | undefined
  readonly bit: number
  /** All that it may be. */
  readonly widest: BitSet
}

export function createServiceBits(policy: Policy): ServiceBits {
  const { runs, planes, bitsOf } = createServiceLine(policy)
  const identities = sharedIdentities(policy)
  const words = (runs.length + identities.size * planes.length + 31) >> 5
  const scratch = new Int32Array(words)

  const add = (from: number, to: number) => {
    for (let bit = from; bit < to;) {
      const word = bit >> 5
      const stop = Math.min(to, (word + 1) << 5)
      const count = stop - bit
      scratch[word] = (scratch[word] ?? 0) | (count === 32 ? -1 : ((1 << count) - 1) << (bit & 31))
      bit = stop
    }
  }
  const collect = (): BitSet => {
    const set = { words: [] as number[], masks: [] as number[] }
    for (let word = 0; word < words; word++) {
      const mask = scratch[word] ?? 0
      if (mask === 0) continue
      set.words.push(word)
      set.masks.push(mask)
      scratch[word] = 0
    }
    return set
  }

  const unknownSets: UnknownSet[] = []
  for (const plane of planes) {
    for (const [identity, services] of identities) {
      bitsOf(services, plane, add)
      unknownSets.push({ identity, plane, bit: runs.length + unknownSets.length, widest: collect() })
    }
  }
  /** Adds the bit of every unknown set of which the services so far hold everything, or anything. */
  const addUnknownSets = (held: 'all' | 'some') => {
    for (const { bit, widest } of unknownSets) {
      const isHeld = (mask: number, i: number) => {
        const common = mask & (scratch[widest.words[i] ?? 0] ?? 0)
        return held === 'all' ? common === mask : common !== 0
      }
      if (held === 'all' ? widest.masks.every(isHeld) : widest.masks.some(isHeld)) add(bit, bit + 1)
    }
  }
  const addIdentity = (wanted: string | undefined, on: PolicyRule['plane']) => {
    for (const { identity, plane, bit } of unknownSets) if (identity === wanted && isOn(plane, on)) add(bit, bit + 1)
  }
  const addServices = (services: readonly Service[] | 'all', on: PolicyRule['plane'], held: 'all' | 'some') => {
    for (const plane of planes) if (isOn(plane, on)) bitsOf(services, plane, add)
    addUnknownSets(held)
  }

  return {
    words,
    runs,
    hasIdentities: identities.size > 0,
    certainBits({ services: { certain, identity }, plane }) {
      if (plane !== 'unknown') {
        addServices(certain, plane, 'all')
        addIdentity(identity, plane)
      }
      return collect()
    },
    possibleBits({ services: { certain, possible = certain }, plane }) {
      addServices(possible, plane, 'some')
      return collect()
    },
    subjectBits({ services: { certain, possible = certain, identity }, plane }) {
      const hasBit = identity !== undefined && identities.has(identity)
      addServices(hasBit ? certain : possible, plane, 'all')
      addIdentity(identity, plane)
      return collect()
    },
    widestBits({ services: { certain, possible = certain, identity }, plane }) {
      if (identity === undefined || !identities.has(identity)) return undefined
      addServices(possible, plane, 'all')
      return collect()
    },
  }
}

function isOn(plane: Plane | undefined, wanted: PolicyRule['plane']): boolean {
  return wanted === undefined || wanted === 'unknown' || wanted === plane
}

/** Identities that at least two rules share, with the widest set that each may be. */
function sharedIdentities({ rules }: Policy): ReadonlyMap<string, readonly Service[] | 'all'> {
  const seen = new Set<string>()
  const shared = new Map<string, readonly Service[] | 'all'>()
  for (const { services } of rules) {
    const { certain, possible = certain, identity } = services
    if (identity === undefined) continue
    if (seen.has(identity) && shared.size < MOST_IDENTITIES) shared.set(identity, possible)
    seen.add(identity)
  }
  return shared
}

/** Each costs a bit in most rules. Past this many, a shared identity counts as any other unknown set. */
const MOST_IDENTITIES = 32

/** The bits of a set in one word. */
export function maskOf({ words, masks }: BitSet, word: number): number {
  let low = 0
  let high = words.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = words[middle] as number
    if (found === word) return masks[middle] as number
    if (found < word) low = middle + 1
    else high = middle - 1
  }
  return 0
}

/** The masks of a set for the given words, ascending like its own. */
export function masksFor(words: readonly number[], set: BitSet): readonly number[] {
  let next = 0
  return words.map((word) => {
    while (next < set.words.length && (set.words[next] as number) < word) next++
    return set.words[next] === word ? (set.masks[next] as number) : 0
  })
}
