// node card/bench.mjs [--tasks PATTERN] [--repeats N] [--peak TFLOPS] [--json FILE]: the tasks of the bench on this machine's
// graphics card, through Vulkan and Node, ours beside TensorFlow.js. --peak is the card's in float32, as its maker states
// it; what the card does at best is measured beside it. Lies in a folder with all that it needs (scripts/bench-card.mjs).
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { contenders, units } from '../contenders.mjs';
import { row } from '../race.mjs';
import { markdown } from '../report.mjs';
import { find_card } from './card.mjs';
import { open_ours, open_tfjs } from './libraries.mjs';

const { values: options } = parseArgs({
  options: {
    tasks: { type: 'string', default: '' },
    repeats: { type: 'string', default: '5' },
    peak: { type: 'string' },
    json: { type: 'string' },
  },
});
const pace = { seconds: 1, warm_up: 2 };
const ours = { library: 'gradlab', build: 'webgpu', threads: 1 };
const theirs = { library: 'TensorFlow.js', build: 'webgpu', threads: 1 };

console.log(`adapter: ${await find_card()}`);
const racers = [
  { ...ours, contender: await open_ours() },
  { ...theirs, contender: await open_tfjs() },
];
const { tasks } = contenders(1).find(({ library, build }) => library === 'gradlab' && build === 'webgpu');
const rows = [];
const refusals = [];
for (const task of ['limit', ...tasks].filter((name) => name.match(options.tasks))) {
  const entered = [];
  for (const racer of task === 'limit' ? racers.slice(0, 1) : racers) {
    try {
      await racer.contender.prepare(task);
      await racer.contender.measure(pace.warm_up);
      entered.push({ ...racer, rates: [] });
    } catch (error) {
      refusals.push({ task, contender: racer.library, reason: String(error.message ?? error) });
    }
  }
  for (let turn = 0; turn < Number(options.repeats); ++turn) {
    for (const { contender, rates } of entered) rates.push((await contender.measure(pace.seconds)).rate);
  }
  for (const { rates, ...racer } of entered) {
    const measured = row(task, racer, units[task], rates);
    rows.push(measured);
    console.log(`${task}, ${racer.library}: ${measured.median.toPrecision(4)} ${measured.unit}`);
  }
}

console.log(`\n${markdown(rows, refusals)}\n`);
const rate_of = (task) => rows.find((one) => one.task === task && one.library === ours.library)?.median;
const [limit, largest] = [rate_of('limit'), rate_of('matmul-4096')];
const share = (peak) => `${((100 * largest) / peak).toFixed(0)} %`;
if (largest && limit) console.log(`matmul-4096: ${share(limit)} of what the card multiplies and adds at best`);
if (largest && options.peak) console.log(`matmul-4096: ${share(1000 * Number(options.peak))} of the stated peak`);
if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
process.exit(0); // devices would keep the process alive
