/** How many random policies each property sees: a few in the ordinary tests, `PROVE_RUNS` in a long run. */
const { PROVE_RUNS = '100', PROVE_SEED } = process.env

interface Runs {
  readonly numRuns: number
  readonly seed?: number
}

/** `share`: of the runs, for properties that take longer. */
export function proveWith(share = 1): Runs {
  const numRuns = Math.ceil(Number(PROVE_RUNS) * share)
  return PROVE_SEED === undefined ? { numRuns } : { numRuns, seed: Number(PROVE_SEED) }
}
