// The libraries in Node, each as the page of its own would offer it: {prepare(task), measure(seconds)}.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';

const here = join(import.meta.dirname, '..');
const digits = readFileSync(join(here, 'mnist.idx'));

const wasm = (file) => new Response(readFileSync(file), { headers: { 'content-type': 'application/wasm' } });

/** What the pages ask of a browser. */
Object.assign(globalThis, {
  window: globalThis,
  self: globalThis,
  location: new URL('http://localhost/?backend=webgpu&device=webgpu&build=simd&threads=1'),
  fetch: async (address) => (String(address).endsWith('.wasm') ? wasm(new URL(address)) : new Response(digits)),
});

/** Runs a page's module, which leaves its contender. */
async function open_page(name) {
  await import(`../pages/${name}.js`);
  return globalThis.contender;
}

export function open_tfjs() {
  for (const name of ['tf.min.js', 'tf-backend-webgpu.min.js']) {
    runInThisContext(readFileSync(join(here, name), 'utf8'), { filename: name });
  }
  return open_page('tfjs');
}

/** The worker of our page, in this thread. */
class Worker {
  constructor() {
    globalThis.postMessage = (data) => this.onmessage({ data });
    globalThis.onmessage = null;
    globalThis.WorkerGlobalScope = Worker;
    this.started = import('../pages/gradlab_worker.js');
  }
  async postMessage(data) {
    await this.started;
    globalThis.onmessage({ data });
  }
}

export function open_ours() {
  globalThis.Worker = Worker;
  return open_page('gradlab');
}
