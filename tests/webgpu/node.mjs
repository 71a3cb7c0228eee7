// node tests/webgpu/node.mjs <unit_tests_simd.cjs> [options of doctest]: the wasm unit tests with WebGPU, in Node.
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';

const [file, ...args] = process.argv.slice(2);
process.env.VK_DRIVER_FILES ??= '/usr/lib/chromium/vk_swiftshader_icd.json';
const { create, globals } = await import('webgpu');
Object.assign(globalThis, globals);

const here = import.meta.dirname;
const [{ output }] = await build({
  configFile: false,
  logLevel: 'warn',
  build: { write: false, minify: false, target: 'node20', lib: { entry: resolve(here, 'owner.ts'), formats: ['es'] } },
});
const { own_device } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
const owner = await own_device(create([]), console.error);
if (owner === null) {
  console.error('there is no WebGPU adapter');
  process.exit(1);
}
console.log(`adapter: ${owner.name}`);
const worker = new Worker(resolve(here, 'node_worker.mjs'), { workerData: { file: resolve(file), args, facts: owner.facts } });
worker.on('message', owner.receive);
worker.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
process.exit(await owner.status);
