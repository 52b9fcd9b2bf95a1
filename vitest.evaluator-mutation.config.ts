import { defineConfig } from 'vitest/config'

/**
 * The tests of the evaluator, short and always with the same policies, so that a mutant's fate does not depend on luck.
 * Those of hostile policies are about cost, and would take most of the time.
 */
export default defineConfig({
  test: {
    include: ['tests/evaluator/*.test.ts'],
    exclude: ['tests/evaluator/hostile.test.ts'],
    env: { PROVE_RUNS: '80', PROVE_SEED: '1' },
    // What modules remember belongs to a policy, so a mutant meets nothing of the one before it.
    isolate: false,
    // Stryker has a limit of its own for mutants that never end.
    testTimeout: 300_000,
  },
})
