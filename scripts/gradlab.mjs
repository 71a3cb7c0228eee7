// npm run gradlab -- ...: the headless runner, compiled for this machine where that is due. Only the runner prints to the output.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compile } from './pipeline.mjs';
import { explain, repository } from './stages.mjs';
import { toolchain } from './toolchain/toolchain.mjs';

try {
  await compile(await toolchain(), 'native-release', ['gradlab']);
  const program = join(repository, 'build/native-release/gradlab');
  process.exitCode = spawnSync(program, process.argv.slice(2), { stdio: 'inherit' }).status ?? 1;
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
