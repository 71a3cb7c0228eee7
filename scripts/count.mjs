// npm run count: the instructions that a step costs with each preset of the plane, where most of it is overhead and not arithmetic: the same numbers every time.
//   npm run count -- [--presets PATTERN] [--binary FILE]
// Of the native build, by valgrind's callgrind; the difference of two runs, so that only what every step does is counted. --binary counts another runner, to compare.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compiled, prepare_toolchain } from './pipeline.mjs';
import { command, log_folder, main, repository } from './stages.mjs';

const { values: options } = parseArgs({ options: { presets: { type: 'string', default: '' }, binary: { type: 'string' } } });
const demos = ['classification', 'regression'];
const [fewer, more] = [200, 600]; // steps
const counted = 'gradlab::Learner::step()';

/** All the instructions that `steps` steps took. */
async function instructions(runner, demo, preset, steps) {
  const file = join(log_folder, 'count.callgrind');
  const watch = ['--tool=callgrind', `--toggle-collect=${counted}`, `--callgrind-out-file=${file}`];
  const run = [runner, 'run', demo, '--preset', preset, '--steps', String(steps)];
  await command('count', 'valgrind', [...watch, ...run], { remedy: 'install valgrind: apt-get install valgrind' });
  return Number(/^totals: (\d+)/m.exec(readFileSync(file, 'utf8'))[1]);
}

await main(async () => {
  if (!options.binary) await compiled(await prepare_toolchain(), 'native-release', ['gradlab']);
  const runner = options.binary ?? join(repository, 'build/native-release/gradlab');
  const list = spawnSync(runner, ['list'], { encoding: 'utf8' }).stdout.trim().split('\n').map(JSON.parse);
  process.stdout.write('\n| preset | instructions a step |\n| --- | --: |\n');
  for (const { id, presets } of list.filter((demo) => demos.includes(demo.id))) {
    for (const preset of presets.filter((each) => !each.diverges && `${id} ${each.id}`.match(options.presets))) {
      const [most, least] = [await instructions(runner, id, preset.id, more), await instructions(runner, id, preset.id, fewer)];
      const a_step = Math.round((most - least) / (more - fewer));
      process.stdout.write(`| ${id} ${preset.id} | ${a_step.toLocaleString('en')} |\n`);
    }
  }
  process.stdout.write('\n');
});
