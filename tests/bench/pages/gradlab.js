// Our trainer in its worker: ?build=simd|relaxed|relaxed-mt & threads
import { query } from './contender.js';

const worker = new Worker('gradlab_worker.js', { type: 'module' });
let id = 0;
const waiting = new Map();
worker.onmessage = ({ data }) => {
  waiting.get(data.id)?.(data);
  waiting.delete(data.id);
};

/** The trainer's answer to a message, with bytes if it has any. */
async function ask(message, bytes = null) {
  const reply = await new Promise((resolve) => {
    waiting.set(++id, resolve);
    worker.postMessage({ message: { ...message, id }, bytes });
  });
  if (!reply.ok) throw new Error(JSON.stringify(reply.notice));
  return reply.result;
}

const started = (async () => {
  await ask({ type: 'start', build: query.get('build'), threads: Number(query.get('threads')) });
  const bytes = await (await fetch('/assets/mnist.idx')).arrayBuffer();
  await ask({ type: 'asset', name: 'mnist' }, new Uint8Array(bytes));
})();

let task;
window.contender = {
  async prepare(name) {
    await started;
    task = name;
    return (await ask({ type: 'bench', task, seconds: 1e-3 })).outcome;
  },
  measure: async (seconds) => (await ask({ type: 'bench', task, seconds })).rate,
};
