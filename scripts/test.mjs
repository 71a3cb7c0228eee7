// npm test: everything. The last line counts all tests of all parts.
import * as parts from './parts.mjs';
import { build_page, build_wasm, install_packages, prepare_toolchain } from './pipeline.mjs';
import { run_parts } from './run-parts.mjs';
import { main } from './stages.mjs';

await main(async () => {
  const tools = await prepare_toolchain();
  await install_packages();
  await run_parts([
    ['structure', parts.structure],
    ['format', () => parts.format(tools)],
    ['types', parts.types],
    ['shell, by Vitest', parts.vitest],
    ['engine and demos, sanitized', (say) => parts.native_units(tools, 'native-debug', say)],
    ['demos, headless', (say) => parts.headless(tools, say)],
    ['engine and demos, as wasm', (say) => parts.wasm_units(tools, say)],
    ['page in the browser', (say) => parts.browser(tools, say)],
  ]);
});
