// npm run promises: whether presets hold what their sentences promise, where that takes longer than tests may.
//   npm run promises -- [--presets PATTERN]
// One row each, with the last numbers of its run; ends with 1 where one was broken.
import { parseArgs } from 'node:util';
import { long_promises } from '../tests/headless/long_promises.mjs';
import { check } from '../tests/headless/promises.mjs';
import { runner } from '../tests/headless/runner.mjs';
import { compiled, prepare } from './pipeline.mjs';
import { main } from './stages.mjs';

const { values: options } = parseArgs({ options: { presets: { type: 'string', default: '' } } });
const told = /accuracy|exact|valid|^loss|test_loss|guessing/; // of the numbers

const row = (...cells) => void process.stdout.write(`| ${cells.join(' | ')} |\n`);

await main(async () => {
  await compiled(await prepare(), 'web-release', ['gradlab']);
  process.stdout.write('\n');
  row('preset', 'steps', 'seconds', 'promise', 'numbers');
  row('---', '--:', '--:', '---', '---');
  for (const promise of long_promises) {
    const [demo, preset, steps] = promise;
    if (!`${demo} ${preset}`.match(options.presets)) continue;
    try {
      const last = check(promise, runner());
      const numbers = Object.entries(last).flatMap(([name, value]) => (told.test(name) ? [`${name} ${Number(value.toFixed(4))}`] : []));
      row(`${demo} ${preset}`, steps, Math.round(last.seconds), 'held', numbers.join(', '));
    } catch (error) {
      row(`${demo} ${preset}`, steps, '', 'broken', error.message);
      process.exitCode = 1;
    }
  }
});
