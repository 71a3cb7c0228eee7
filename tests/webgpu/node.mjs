// node tests/webgpu/node.mjs <unit_tests_simd.cjs> [options of doctest]: the wasm unit tests with WebGPU, in Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installed_chromium } from '../../scripts/chromium.mjs';
import { vulkan_environment } from '../../scripts/vulkan.mjs';

const runner = join(import.meta.dirname, 'node_runner.mjs');
const env = vulkan_environment(installed_chromium()); // read when a process begins: hence another one
const stdio = ['inherit', 'inherit', 'inherit', 'ipc']; // by the last it notices the end of this one
spawn(process.execPath, [runner, ...process.argv.slice(2)], { stdio, env }).on('exit', (status, signal) => {
  if (signal) console.error(`the tests ended by ${signal}`);
  process.exitCode = status ?? 1;
});
