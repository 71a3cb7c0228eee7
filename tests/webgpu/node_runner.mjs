// The process of node.mjs in which WebGPU works: this thread owns the device, a worker runs the tests.
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { create, globals } from 'webgpu';
import { bundle } from './bundle.mjs';

// Kept for good: when its object is collected, devices that it has led to crash the process.
const gpu = create([]);
Object.assign(globalThis, globals, { gpu });
process.on('disconnect', () => process.exit(1));
const [file, ...args] = process.argv.slice(2);
const code = await bundle('owner.ts');
const { own_device } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
const owner = await own_device(gpu, console.error);
if (owner === null) {
  console.error('WebGPU finds no adapter');
  process.exit(1);
}
console.log(`adapter: ${owner.name}`);
// As if the adapter were a card: by the ways for programs the tests run in Chromium.
const workerData = { file: resolve(file), args, subgroups: owner.subgroups, software: false };
const worker = new Worker(join(import.meta.dirname, 'node_worker.mjs'), { workerData });
worker.on('message', owner.receive);
process.exit(await owner.status); // the device would keep the process alive
