// npm run check: the fast part of the tests, for between two edits.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as parts from './parts.mjs';
import { install_packages, prepare_toolchain } from './pipeline.mjs';
import { run_parts } from './run-parts.mjs';
import { main, repository } from './stages.mjs';

const built = ['native-release', 'native-debug'].find((preset) =>
  existsSync(join(repository, 'build', preset, 'unit_tests_native')),
);

await main(async () => {
  const tools = await prepare_toolchain();
  await install_packages();
  return run_parts([
    ['structure', parts.structure],
    ['format', () => parts.format(tools)],
    ['types', parts.types],
    ['shell, by Vitest', parts.vitest],
    ['engine and demos', (say) => parts.native_units(tools, built ?? 'native-release', say)],
  ]);
});
