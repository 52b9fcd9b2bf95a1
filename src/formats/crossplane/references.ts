/** The groups and lists of a file as other objects refer to them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { knownValue } from '../../model/reading.ts'
import { readField } from '../fields.ts'
import { excerpt, known, unknown } from '../raw.ts'
import { type Managed, mapOf, stringOf } from './managed.ts'

/** The annotation that holds the id of what a managed resource stands for. */
const EXTERNAL_NAME = 'crossplane.io/external-name'

/** People select by a label or two; selectors with more labels than this are not looked up. */
const MOST_LABELS = 16

export class References {
  readonly #keyOfId = new Map<string, string>()
  readonly #keysOfLabel = new Map<string, Set<string>>()
  readonly #keysOfSelector = new Map<string, readonly string[]>()

  /** Ids may be those of groups and of lists, selectors select groups. */
  constructor(named: readonly Managed[]) {
    for (const { apiGroup, kind, key, metadata } of named) {
      const id = stringOf(mapOf(metadata?.get('annotations')?.value)?.get(EXTERNAL_NAME)?.value)
      if (id !== undefined) this.#keyOfId.set(`${apiGroup} ${id}`, key)
      if (kind !== 'SecurityGroup') continue
      for (const label of labelsOf(mapOf(metadata?.get('labels')?.value))) {
        const entry = `${apiGroup} ${label}`
        this.#keysOfLabel.set(entry, (this.#keysOfLabel.get(entry) ?? new Set()).add(key))
      }
    }
  }

  /** What has a literal id goes by its name. */
  byId(apiGroup: string, id: Raw): Raw {
    const key = this.#keyOfId.get(`${apiGroup} ${String(knownValue(id))}`)
    return id.state === 'known' && key !== undefined ? known(key, id.origin) : id
  }

  /** What a `…Ref` names. */
  byName(reference: Value): Raw {
    const name = readField(mapOf(reference)?.get('name')?.value)
    return name.state === 'known' || name.state === 'unknown' ? name : unknown(reference, excerpt(reference))
  }

  /** The one group of the file that a `…Selector` matches; unknown where it is another's, or one of several. */
  bySelector(apiGroup: string, selector: Value): Raw {
    const labels = labelsOf(mapOf(mapOf(selector)?.get('matchLabels')?.value))
    if (labels.length === 0 || labels.length > MOST_LABELS) return unknown(selector, excerpt(selector))
    const identity = JSON.stringify([apiGroup, ...[...labels].sort()])
    const keys = this.#keysOfSelector.get(identity) ?? this.#matching(apiGroup, labels)
    this.#keysOfSelector.set(identity, keys)
    const [key, another] = keys
    if (key === undefined) return unknown(selector, excerpt(selector), identity)
    return another === undefined ? known(key, selector) : unknown(selector, excerpt(selector))
  }

  /** The groups with all these labels, up to the second. */
  #matching(apiGroup: string, labels: readonly string[]): readonly string[] {
    const sets = labels.map((label) => this.#keysOfLabel.get(`${apiGroup} ${label}`) ?? new Set<string>())
    const [smallest = new Set<string>(), ...others] = sets.toSorted((a, b) => a.size - b.size)
    const found: string[] = []
    for (const key of smallest) {
      if (others.every((keys) => keys.has(key))) found.push(key)
      if (found.length === 2) break
    }
    return found
  }
}

function labelsOf(labels: MapValue | undefined): readonly string[] {
  return (labels?.entries ?? []).map(({ key, value }) => `${key}=${stringOf(value) ?? value.source}`)
}
