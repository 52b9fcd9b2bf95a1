/** A resource whose arguments an override file replaces. */
import type { Entry, MapValue } from '../../document/value.ts'
import type { Origin } from '../../model/reading.ts'
import { DYNAMIC, objects } from './blocks.ts'

/**
 * `base` with the arguments of `override` in place of its own. Blocks of a type that `override` holds, or makes by
 * `dynamic` blocks, replace all of that type (Terraform, `configs/module_merge_body.go`).
 */
export function overridden(base: MapValue, override: MapValue): MapValue {
  const made = new Set(
    override
      .all(DYNAMIC)
      .flatMap(({ value }) => objects(value).flatMap(({ entries }) => entries.map(({ key }) => key))),
  )
  // Of both files: what makes blocks of one type does not replace what makes those of another.
  const isReplaced = (key: string): boolean => key !== DYNAMIC && (made.has(key) || override.get(key) !== undefined)
  const all = (key: string): readonly Entry[] =>
    key === DYNAMIC ? [...base.all(key), ...override.all(key)] : (isReplaced(key) ? override : base).all(key)
  return {
    ...origin(base),
    kind: 'map',
    source: base.source,
    entries: [...base.entries.filter(({ key }) => !isReplaced(key)), ...override.entries],
    all,
    get: (key) => all(key).at(-1),
    slot: (key) => (isReplaced(key) ? override : base).slot(key),
  }
}

/** Where the resource is declared, and edited as a whole. */
function origin(base: MapValue): Origin {
  return {
    place: base.place,
    rewrite: (value) => base.rewrite(value),
    remove: () => base.remove(),
    moveBefore: (other) => base.moveBefore(other),
  }
}
