import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Of the faults (`./meeshy test --faults`) two short ones.
    include: ['test/**/*.test.ts', 'faults/{kill,two-gateways}.fault.ts'],
    testTimeout: 120_000,
    // A gateway is given two minutes to start, and a browser comes after it.
    hookTimeout: 180_000,
    // Long enough for a busy machine; what must be quick is measured where it is tested.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    // Each file starts gateways and browsers of its own: two at a time leave room for them.
    maxWorkers: 2,
  },
});
