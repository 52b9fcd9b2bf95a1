import { defineConfig } from 'vitest/config'

/**
 * The tests of the evaluator, short and always with the same policies, so that a mutant's fate does not depend on luck.
 * Those of hostile policies are about cost, and would take most of the time.
 */
export default defineConfig({
  test: {
    include: ['tests/evaluator/*.test.ts'],
    exclude: ['tests/evaluator/hostile.test.ts'],
    env: { PROVE_RUNS: '40', PROVE_SEED: '1' },
    // Stryker has a limit of its own for mutants that never end.
    testTimeout: 300_000,
  },
})
