// The worker of node.mjs.
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { run_tests } from './worker.mjs';

const { file, args, subgroups, software } = workerData;
const code = readFileSync(file, 'utf8');
const wasm = readFileSync(file.replace(/\.cjs$/, '.wasm'));
Object.assign(globalThis, { require: createRequire(file), __filename: file, __dirname: dirname(file) });

// Written at once: what goes through the other thread could come too late.
const print = (line) => writeSync(1, `${line}\n`);
const post = (name, values) => parentPort.postMessage({ name, values });
// Thrown where nobody catches it: out of wasm that met a read of a GPU that has failed.
process.on('uncaughtException', (error) => {
  print(String(error?.stack ?? error));
  post('exit', [1]);
});
run_tests({ code, wasm, args, subgroups, software }, print, post);
