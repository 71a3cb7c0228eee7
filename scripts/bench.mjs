// npm run bench: how fast each demo trains in a real browser, for every build of the trainer.
//   npm run bench -- [--json FILE] [--only gradlab] [--tasks PATTERN] [--repeats N]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { find_chromium } from './chromium.mjs';
import { build_all, page_folder } from './pipeline.mjs';
import { serve } from './serve.mjs';
import { main, stage, StageError } from './stages.mjs';

const builds = ['simd', 'relaxed', 'relaxed-mt'];
const seconds_per_repeat = 0.5;

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    tasks: { type: 'string', default: '' },
    repeats: { type: 'string', default: '7' },
  },
});

/** In the page: opens a preset and trains it warm, until the engine's code is compiled in full; returns steps per repeat, or 0 if it cannot. */
async function warm_up({ demo, preset, seconds }) {
  const { gradlab } = window;
  await gradlab.open(demo, preset ? { preset } : {});
  let steps = 16;
  for (const end = performance.now() + 1000; performance.now() < end;) {
    const began = performance.now();
    const before = gradlab.metrics().step ?? 0;
    const after = (await gradlab.run(steps)).step;
    if (after - before !== steps) return 0; // it diverged, as one preset is meant to
    const took = (performance.now() - began) / 1000;
    steps = Math.max(1, Math.min(steps * 4, Math.round((steps * seconds) / took)));
  }
  return steps;
}

/** In the page: one repeat. Samples are counted by the batches that were asked for; a demo without them has no such row. */
async function repeat(steps) {
  const { gradlab } = window;
  const began = performance.now();
  await gradlab.run(steps);
  const rate = (steps * 1000) / (performance.now() - began);
  const { batch_size } = gradlab.params();
  return { 'steps/s': rate, ...(batch_size ? { 'samples/s': rate * batch_size } : {}) };
}

function row(task, { build, threads }, unit, numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return { task, library: 'gradlab', build, threads, unit, median: middle, min: sorted[0], max: sorted.at(-1) };
}

/** Rows of one task: the builds take turns, so that what slows the machine for a while slows them all. */
async function measure(pages, task, demo, preset) {
  const runs = [];
  for (const page of pages) {
    const steps = await page.evaluate(warm_up, { demo, preset, seconds: seconds_per_repeat });
    if (steps === 0) return [];
    runs.push({ page, steps, device: await page.evaluate(() => window.gradlab.device()), results: [] });
  }
  for (let turn = 0; turn < Number(options.repeats); ++turn) {
    for (const { page, steps, results } of runs) results.push(await page.evaluate(repeat, steps));
  }
  return runs.flatMap(({ device, results }) =>
    Object.keys(results[0]).map((unit) => {
      const numbers = results.map((result) => result[unit]);
      return row(task, device, unit, numbers);
    }),
  );
}

/** One page for each build that runs here. */
async function open_pages(browser, address) {
  const pages = [];
  for (const build of builds) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${address}?build=${build}`);
    await page.evaluate(() => window.gradlab.ready);
    await page.evaluate(() => window.gradlab.pause());
    const runs = (await page.evaluate(() => window.gradlab.device())).build === build;
    if (runs) pages.push(page);
    else await page.close();
  }
  return pages;
}

const rounded = (number) => (number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3));

function markdown(rows) {
  const lines = rows.map(
    ({ task, build, threads, unit, median, min, max }) =>
      `| ${task} | ${build} | ${threads} | ${unit} | ${rounded(median)} | ${rounded(min)} | ${rounded(max)} |`,
  );
  return ['| task | build | threads | unit | median | min | max |', '|---|---|--:|---|--:|--:|--:|', ...lines].join(
    '\n',
  );
}

async function run(browser, address) {
  const pages = await open_pages(browser, address);
  const demos = await pages[0].evaluate(() => window.gradlab.demos());
  const tasks = demos
    .flatMap(({ id, presets }) => [[id], ...presets.map((preset) => [id, preset.id])])
    .filter((task) => task.join('/').match(options.tasks));
  const rows = [];
  for (const [demo, preset] of tasks) {
    const task = [demo, preset].filter(Boolean).join('/');
    await stage(task, async () => {
      const measured = await measure(pages, task, demo, preset);
      rows.push(...measured);
      return measured.length ? '' : 'diverges: not measured';
    });
  }
  return rows;
}

await main(async () => {
  if (options.only !== undefined && options.only !== 'gradlab')
    throw new StageError(
      `--only ${options.only}`,
      'there is no such library here',
      'name gradlab, or leave --only out.',
    );
  await build_all();
  const { chromium } = await import('playwright-core');
  const executablePath = await find_chromium(() => {});
  const server = await serve(page_folder);
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
    ],
  });
  try {
    const rows = await run(browser, server.address);
    process.stdout.write(`\n${markdown(rows)}\n\n`);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    await browser.close();
    server.close();
  }
});
