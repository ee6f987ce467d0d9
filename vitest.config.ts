import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,bench,examples,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'scripts/planted/**'],
    testTimeout: 60_000,
    globalSetup: ['packages/store/test/global-setup.ts'],
  },
})
