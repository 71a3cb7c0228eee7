// npm run memory: what the built page comes to hold while the digits train and everything is looked at, in headless Chromium.
//   npm run memory -- [--minutes 30] [--link FRAGMENT]
// A row a minute: MB of the page's JavaScript after its garbage was collected, of the two programs' memories, and of the process that is the page.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { find_chromium } from './chromium.mjs';
import { serve } from './serve.mjs';
import { main } from './stages.mjs';

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, link: { type: 'string', default: '#mnist-cnn?preset=small-cnn' } },
});
const tabs = [80, 217, 330]; // where those of the workspace are, from its left
const seconds_a_tab = 15;

/** In a page or a worker, before anything else: notes every memory that a program gets, or makes. */
function note_memories() {
  const found = (globalThis.program_memories = new Set());
  const look = (holder) => {
    for (const value of Object.values(holder ?? {})) {
      if (value instanceof WebAssembly.Memory) found.add(value);
    }
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (source, imports) => {
      Object.values(imports ?? {}).forEach(look);
      const result = await original.call(WebAssembly, source, imports);
      look((result.instance ?? result).exports);
      return result;
    };
  }
}

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
const sum_of_memories = () => [...globalThis.program_memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

/** Bytes in memory of the largest of the browser's processes that draw pages. */
async function resident(browser_session) {
  const { processInfo } = await browser_session.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0));
  return Math.max(...sizes);
}

/** Of the first worker: the others are its threads, which wait for work and answer nobody. */
const trainer_memory = (page) => page.workers()[0].evaluate(sum_of_memories);

await main(async () => {
  const site = await serve(process.env.GRADLAB_DIST ? resolve(process.env.GRADLAB_DIST) : undefined);
  const browser = await chromium.launch({ executablePath: await find_chromium(), args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  page.on('pageerror', (error) => process.stdout.write(`${error}\n`));
  await page.addInitScript(note_memories);
  await page.route('**/*worker*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${note_memories})();\n${await response.text()}` });
  });
  await page.goto(site.address + options.link);
  await page.evaluate(async () => {
    await window.gradlab.ready;
    await window.gradlab.play();
  });
  const [heap, processes] = [await context.newCDPSession(page), await browser.newBrowserCDPSession()];
  await heap.send('Performance.enable');
  const box = await page.locator('#workspace').boundingBox();
  process.stdout.write('\n| minute | step | page, JS | trainer | ui | process |\n| --: | --: | --: | --: | --: | --: |\n');
  const began = Date.now();
  for (let minute = 0; ; ++minute) {
    await heap.send('HeapProfiler.collectGarbage');
    const { metrics } = await heap.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
    const sizes = [used, await trainer_memory(page), await page.evaluate(sum_of_memories), await resident(processes)];
    const step = await page.evaluate(() => window.gradlab.metrics().step);
    process.stdout.write(`| ${minute} | ${step.toLocaleString('en')} | ${sizes.map(megabytes).join(' | ')} |\n`);
    if (minute >= Number(options.minutes)) break;
    for (let tab = 0; Date.now() < began + 60_000 * (minute + 1); ++tab) {
      await page.mouse.click(box.x + tabs[tab % tabs.length], box.y + 34);
      await page.waitForTimeout(Math.min(1000 * seconds_a_tab, Math.max(0, began + 60_000 * (minute + 1) - Date.now())));
    }
  }
  await browser.close();
  site.close();
});
