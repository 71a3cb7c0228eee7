// npm run check: the fast part of the tests, for between two edits.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as parts from './parts.mjs';
import { compiled, prepare } from './pipeline.mjs';
import { run_parts } from './run-parts.mjs';
import { main, repository } from './stages.mjs';

const built = ['native-release', 'native-debug'].find((preset) =>
  existsSync(join(repository, 'build', preset, 'unit_tests_native')),
);

await main(async () => {
  const tools = await prepare();
  const preset = built ?? 'native-release';
  await compiled(tools, preset, ['unit_tests_native']);
  return run_parts([
    { title: 'engine and demos', work: () => parts.native_units(tools, preset) },
    { title: 'shell, by Vitest', work: parts.vitest },
    { title: 'structure', work: parts.structure },
    { title: 'format', work: () => parts.format(tools) },
    { title: 'types', work: parts.types },
  ]);
});
