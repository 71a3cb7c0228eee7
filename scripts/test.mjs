// npm test: everything. The last line counts all tests of all parts.
import { find_chromium } from './chromium.mjs';
import * as parts from './parts.mjs';
import { install_packages, prepare_toolchain } from './pipeline.mjs';
import { run_parts } from './run-parts.mjs';
import { main, stage } from './stages.mjs';

await main(async () => {
  const tools = await prepare_toolchain();
  await install_packages();
  // Without a browser the other parts still run; the part that needs it says why it could not.
  const chromium = await stage('chromium', find_chromium).catch((error) => error);
  const in_chromium = (part) => (say) => {
    if (chromium instanceof Error) throw chromium;
    return part(say);
  };
  return run_parts([
    ['structure', parts.structure],
    ['format', () => parts.format(tools)],
    ['types', parts.types],
    ['shell, by Vitest', parts.vitest],
    ['engine and demos, sanitized', (say) => parts.native_units(tools, 'native-debug', say)],
    ['demos, headless', (say) => parts.headless(tools, say)],
    ['engine and demos, as wasm', (say) => parts.wasm_units(tools, say)],
    [
      'engine on WebGPU, in Node',
      in_chromium((say) => parts.webgpu_units(tools, 'node', chromium, say)), // with the Vulkan that Chromium brings
    ],
    ['engine on WebGPU, in Chromium', in_chromium((say) => parts.webgpu_units(tools, 'chromium', chromium, say))],
    ['page in the browser', in_chromium((say) => parts.browser(tools, chromium, say))],
  ]);
});
