import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.fault.ts'],
    hookTimeout: 60_000,
    // One at a time: what is measured is the fault, not its neighbour.
    maxWorkers: 1,
    fileParallelism: false,
    reporters: ['default', './faults/table.ts'],
  },
});
