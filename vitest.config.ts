import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Property tests on a busy machine.
    testTimeout: 20_000,
    coverage: { include: ['src/**', 'rules/**'] },
  },
})
