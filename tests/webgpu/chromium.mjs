// node tests/webgpu/chromium.mjs <unit_tests_simd.cjs> [options of doctest]: the wasm unit tests on WebGPU in Chromium.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { installed_chromium } from '../../scripts/chromium.mjs';
import { bundle } from './bundle.mjs';

const [file, ...args] = process.argv.slice(2);
const files = {
  '/': ['text/html', '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>'],
  '/page.js': ['text/javascript', await bundle('page.ts')],
  '/worker.js': ['text/javascript', await bundle('page_worker.mjs')],
  '/tests.cjs': ['text/javascript', readFileSync(file)],
  '/tests.wasm': ['application/wasm', readFileSync(file.replace(/\.cjs$/, '.wasm'))],
};
// Isolated: the worker and the page share memory.
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const server = createServer(({ url }, response) => {
  const [type, body] = files[url] ?? [];
  if (type === undefined) response.writeHead(404).end();
  else response.writeHead(200, { ...headers, 'Content-Type': type }).end(body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const args_of_browser = ['--no-sandbox', '--enable-unsafe-webgpu']; // the latter for an adapter that is software
const browser = await chromium.launch({ executablePath: installed_chromium(), args: args_of_browser });
try {
  const page = await browser.newPage();
  page.on('console', (message) => console.log(message.text()));
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  process.exitCode = await page.evaluate((given) => window.run_tests(given), args);
} finally {
  await browser.close();
  server.close();
}
