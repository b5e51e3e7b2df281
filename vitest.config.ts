import { defineConfig } from 'vitest/config'

// Tests run from the sources: nothing has to be built first, and a stack trace names the real line.
const resolve = { conditions: ['@kaibo/source', 'module', 'node', 'development|production'] }
const ssr = { resolve: { ...resolve, externalConditions: ['@kaibo/source'] } }

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'system',
          include: ['tests/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          // Two cores: whole-system files start their own servers and media, so they take turns.
          fileParallelism: false,
        },
      },
    ],
  },
})
