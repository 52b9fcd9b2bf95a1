/**
 * How many random policies each claim is tried on: a few in the ordinary tests, `PROVE_RUNS` in a long run.
 * With `PROVE_SEED` they are always the same, and the first that fails will do: nobody waits for the smallest.
 */
const { PROVE_RUNS = '200', PROVE_SEED } = process.env

interface Runs {
  readonly numRuns: number
  readonly seed?: number
  readonly endOnFailure?: boolean
}

/** `share`: of the policies, where they are made in several ways. */
export function proveWith(share = 1): Runs {
  const numRuns = Math.ceil(Number(PROVE_RUNS) * share)
  return PROVE_SEED === undefined ? { numRuns } : { numRuns, seed: Number(PROVE_SEED), endOnFailure: true }
}
