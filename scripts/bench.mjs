// npm run bench: how fast every build computes and trains beside other libraries, in headless Chromium and natively.
//   npm run bench -- [--json FILE] [--picture FILE] [--only gradlab] [--tasks PATTERN] [--repeats N] [--quick]
// --quick takes a few minutes: three short repeats, without those who take seconds for a step, and no presets. --tasks names tasks of the table or presets.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { torch_blas, torch_python } from '../tests/bench/arena.mjs';
import { contenders, reference_blas, task_names, units } from '../tests/bench/contenders.mjs';
import { draw_picture } from '../tests/bench/picture.mjs';
import { measure_preset, open_pages, preset_tasks } from '../tests/bench/presets.mjs';
import { race } from '../tests/bench/race.mjs';
import { markdown, preset_table } from '../tests/bench/report.mjs';
import { serve_bench } from '../tests/bench/server.mjs';
import { find_chromium } from './chromium.mjs';
import { build_all, install_rivals, page_folder } from './pipeline.mjs';
import { serve } from './serve.mjs';
import { main, repository, stage, StageError } from './stages.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    picture: { type: 'string' },
    only: { type: 'string' },
    tasks: { type: 'string', default: '' },
    repeats: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const pace = options.quick
  ? { repeats: Number(options.repeats ?? 3), seconds: 0.3, warm_up: 0.7 }
  : { repeats: Number(options.repeats ?? 7), seconds: 0.7, warm_up: 2 };
const wanted = (task) => task.match(options.tasks) !== null;

const save = (rows) => options.json && writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);

const slow_torch = {
  task: 'all',
  contender: 'PyTorch (native)',
  reason: 'it multiplies with the reference BLAS; install libopenblas0-pthread',
};

/** Rows of all tasks that are wanted, and why some could not take part. */
async function race_all(place) {
  const ours_only = options.only === 'gradlab';
  const python = ours_only ? undefined : torch_python();
  const blas = python && torch_blas(python);
  const with_torch = python && blas !== reference_blas;
  const in_time = ({ tasks, slow = [] }) => tasks.filter((task) => !options.quick || !slow.includes(task));
  const all = contenders(cpus().length, blas)
    .filter((contender) => (contender.library === 'gradlab' || !ours_only) && (!contender.python || with_torch))
    .map((contender) => ({ ...contender, tasks: in_time(contender) }));
  const rows = [];
  const refusals = blas === reference_blas ? [slow_torch] : [];
  for (const task of task_names.filter(wanted)) {
    await stage(task, async (say) => {
      const result = await race({ ...place, python }, all, task, units[task], pace, say);
      rows.push(...result.rows);
      refusals.push(...result.refusals);
      save(rows); // a long run that is broken off has not been for nothing
      return `${result.rows.length} measured`;
    });
  }
  return { rows, refusals };
}

async function race_presets(browser) {
  const site = await serve(page_folder);
  const pages = await open_pages(browser, site.address);
  const rows = [];
  for (const task of (await preset_tasks(pages[0])).filter(([name]) => wanted(name))) {
    await stage(task[0], async () => {
      const measured = await measure_preset(pages, task, pace);
      rows.push(...measured);
      return measured.length ? '' : 'diverges: not measured';
    });
  }
  site.close();
  return rows;
}

await main(async () => {
  if (options.only !== undefined && options.only !== 'gradlab')
    throw new StageError(`--only ${options.only}`, 'there is no such library here', 'name gradlab, or leave --only out.');
  await build_all();
  if (!options.only) await install_rivals();
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: await find_chromium(() => {}),
    args: [
      '--no-sandbox',
      '--enable-unsafe-webgpu', // without a graphics card, on one that is a program
      '--disable-background-networking',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
    ],
  });
  const assets = join(repository, 'build/assets');
  const site = await serve_bench({ wasm: join(repository, 'build/web-release/wasm'), assets });
  try {
    const { rows, refusals } = await race_all({ browser, address: site.address, assets });
    const presets = options.quick && options.tasks === '' ? [] : await race_presets(browser);
    const tables = [rows.length && markdown(rows, refusals), presets.length && preset_table(presets)].filter(Boolean);
    process.stdout.write(`\n${tables.join('\n\n')}\n\n`);
    save([...rows, ...presets]);
    if (options.picture) await draw_picture(browser, site.address, rows, options.picture);
  } finally {
    await browser.close();
    site.close();
  }
});
