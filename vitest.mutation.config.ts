import { defineConfig } from 'vitest/config'

/** The tests that judge the rules and the evaluator, and nothing that needs a build, the network or a solver. */
export default defineConfig({
  test: {
    include: ['tests/evaluator/*.test.ts', 'tests/rules/*.test.ts', 'tests/policy/*.test.ts', 'tests/lint/*.test.ts'],
    env: { PROVE_RUNS: '30' },
  },
})
