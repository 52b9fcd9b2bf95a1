import { defineConfig } from 'vitest/config'

/** The tests that judge the rules, and nothing that needs a build, the network or a solver. */
export default defineConfig({
  test: {
    include: ['tests/rules/*.test.ts', 'tests/policy/*.test.ts', 'tests/lint/*.test.ts'],
  },
})
