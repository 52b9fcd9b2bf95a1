import type { Raw } from '../../model/raw-rule.ts'
import type { Known } from '../../model/reading.ts'

export type Scalar = number | string

export function allKnown(readings: readonly Raw[]): Known<Scalar>[] | undefined {
  const settled = readings.filter((reading) => reading.state === 'known')
  return settled.length === readings.length ? settled : undefined
}

/** The parameters on whose defaults the readings rest. */
export function defaultsOf(readings: readonly Known<unknown>[]): string | undefined {
  const names = new Set(readings.flatMap(({ viaDefault }) => viaDefault ?? []))
  return names.size === 0 ? undefined : [...names].join(', ')
}
