// End-to-end tests of the built page in dist/, in headless Chromium.
import { defineConfig } from '@playwright/test';

const measured = ['timing', 'race', 'demos', 'own_images', 'webgpu'].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'build/test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 }, // two pages share two cores
  workers: 2,
  // Where timings and speeds are measured nothing else may run: npm test runs one project after the other.
  projects: [
    { name: 'measured', testMatch: measured, workers: 1 },
    { name: 'page', testIgnore: measured },
  ],
  forbidOnly: true,
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--enable-unsafe-webgpu', // where Chromium draws in software, it keeps WebGPU to itself without
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
