import { defineConfig } from 'vitest/config'

/** `npm run differential`: long, and therefore no part of the suite. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/differential/corpus.run.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    reporters: ['dot'],
  },
})
