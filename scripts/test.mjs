// npm test: everything. The last line counts all tests of all parts.
import { find_chromium } from './chromium.mjs';
import * as parts from './parts.mjs';
import { build_page, compiled, prepare } from './pipeline.mjs';
import { run_parts } from './run-parts.mjs';
import { main } from './stages.mjs';

await main(async () => {
  // Without a browser the other parts still run; the parts that need it say why they could not. It is installed meanwhile.
  const chromium_found = find_chromium().catch((error) => error);
  const tools = await prepare();
  await compiled(tools, 'native-debug', ['unit_tests_native']);
  await build_page(tools, ['unit_tests_simd']);
  const chromium = await chromium_found;
  const in_chromium = (part) => () => {
    if (chromium instanceof Error) throw chromium;
    return part(chromium);
  };
  return run_parts([
    { title: 'engine and demos, sanitized', work: () => parts.native_units(tools, 'native-debug') },
    { title: 'engine on WebGPU, in Node', work: in_chromium(parts.webgpu_units('node')) }, // with Chromium's Vulkan
    { title: 'engine on WebGPU, in Chromium', work: in_chromium(parts.webgpu_units('chromium')) },
    { title: 'engine and demos, as wasm', work: parts.wasm_units },
    { title: 'demos, headless', work: parts.headless },
    { title: 'shell, by Vitest', work: parts.vitest },
    { title: 'structure', work: parts.structure },
    { title: 'format', work: () => parts.format(tools) },
    { title: 'types', work: parts.types },
    { title: 'page in the browser, measured', work: in_chromium((chromium) => parts.browser(chromium, 'measured')), alone: true },
    { title: 'page in the browser', work: in_chromium((chromium) => parts.browser(chromium, 'page')), alone: true },
  ]);
});
