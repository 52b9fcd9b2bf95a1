/**
 * How many random policies each claim is tried on. The ordinary tests take a few, always the same, so that a change is
 * judged by what it changes; they stop at the first that fails. `PROVE_RUNS` and `SMT_POLICIES` ask for a long run, which
 * draws new ones unless `PROVE_SEED` says which, and looks for the smallest that fails.
 */
const { PROVE_RUNS, PROVE_SEED, SMT_POLICIES } = process.env

export interface Runs {
  readonly numRuns: number
  readonly seed?: number
  readonly endOnFailure?: boolean
}

/** Of policies put to the simulator. `share`: of the policies, where they are made in several ways. */
export function proveWith(share = 1): Runs {
  return runs(Math.ceil(Number(PROVE_RUNS ?? 200) * share), PROVE_RUNS)
}

/** Of policies put to the solver: this share of them, but no fewer than `least`. */
export function solveWith(share: number, least: number): Runs {
  return runs(Math.max(least, Math.ceil(Number(SMT_POLICIES ?? 10) * share)), SMT_POLICIES)
}

function runs(numRuns: number, asked: string | undefined): Runs {
  const seed = PROVE_SEED ?? (asked === undefined ? '1' : undefined)
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed), endOnFailure: true }
}
