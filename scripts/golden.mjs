// npm run golden: what training gives today, bit by bit, is from now on what it must give. Look at the difference before you
// commit it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiled, prepare_toolchain } from './pipeline.mjs';
import { command, main, repository, stage } from './stages.mjs';

const file = 'tests/golden/runs.json';

await main(async () => {
  const tools = await prepare_toolchain();
  await compiled(tools, 'web-release', ['unit_tests_simd']);
  await stage(file, async () => {
    const runs = await command('golden', process.execPath, ['build/web-release/unit_tests_simd.cjs', '--golden-runs']);
    writeFileSync(join(repository, file), runs);
  });
});
