// How fast the page itself trains every demo and preset, for every build of the trainer.
import { row } from './race.mjs';

const builds = ['simd', 'relaxed', 'relaxed-mt'];

/** In the page: opens a preset and trains it warm, until the engine's code is compiled in full; returns steps per repeat, or 0 if it cannot. */
async function warm_up({ demo, preset, seconds, warm_up }) {
  const { gradlab } = window;
  await gradlab.open(demo, preset ? { preset } : {});
  let steps = 16;
  for (const end = performance.now() + 1000 * warm_up; performance.now() < end;) {
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

/** One page for each build that runs here. */
export async function open_pages(browser, address) {
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

/** [task, demo, preset] of all, "classification/circle" and the like. */
export async function preset_tasks(page) {
  const demos = await page.evaluate(() => window.gradlab.demos());
  return demos.flatMap(({ id, presets }) => [[id, id], ...presets.map((preset) => [`${id}/${preset.id}`, id, preset.id])]);
}

/** Rows of one task: the builds take turns. None where it diverges. */
export async function measure_preset(pages, [task, demo, preset], pace) {
  const runs = [];
  for (const page of pages) {
    const steps = await page.evaluate(warm_up, { demo, preset, ...pace });
    if (steps === 0) return [];
    runs.push({ page, steps, device: await page.evaluate(() => window.gradlab.device()), results: [] });
  }
  for (let turn = 0; turn < pace.repeats; ++turn) {
    for (const { page, steps, results } of runs) results.push(await page.evaluate(repeat, steps));
  }
  return runs.flatMap(({ device, results }) =>
    Object.keys(results[0]).map((unit) => {
      const numbers = results.map((result) => result[unit]);
      return row(task, { library: 'gradlab', ...device }, unit, numbers);
    }),
  );
}
