import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,bench,examples,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'scripts/planted/**'],
    // Machines that run checks are slow and busy; a test that hangs is still found.
    testTimeout: 60_000,
    // Most tests wait for a database's process, so every core is given a worker.
    maxWorkers: '100%',
    globalSetup: ['packages/store/test/global-setup.ts'],
    hookTimeout: 60_000,
    // Its files import folders, which Node alone does not load.
    server: { deps: { inline: ['dt-sql-parser'] } },
  },
})
