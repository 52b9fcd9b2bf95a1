import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Property tests, and clients that start ESLint several times, on a busy machine.
    testTimeout: 60_000,
    coverage: { include: ['src/**', 'rules/**'] },
  },
})
