import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['web/shell/**/*.test.ts', 'scripts/*.test.mjs', 'tests/{bench,webgpu}/*.test.{mjs,ts}'],
    testTimeout: 60_000, // other parts of the tests run beside these
  },
});
