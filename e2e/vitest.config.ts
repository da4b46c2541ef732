import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file starts gateways and browsers of its own: two at a time leave room for them.
    maxWorkers: 2,
  },
});
