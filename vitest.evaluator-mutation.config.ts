import { defineConfig } from 'vitest/config'

/** The tests of the evaluator, short and always with the same policies, so that a mutant's fate does not depend on luck. */
export default defineConfig({
  test: {
    include: ['tests/evaluator/*.test.ts'],
    env: { PROVE_RUNS: '40', PROVE_SEED: '1' },
  },
})
