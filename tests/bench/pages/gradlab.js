// Our trainer in its worker: ?build=simd|relaxed|relaxed-mt & threads & device=webgpu
import { compete, query } from './contender.js';

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
  const device = query.get('device');
  await ask({ type: 'start', build: query.get('build'), threads: Number(query.get('threads')), device });
  const bytes = await (await fetch('/assets/mnist.idx')).arrayBuffer();
  await ask({ type: 'asset', name: 'mnist' }, new Uint8Array(bytes));
})();

/** On the processor the trainer takes the time itself. */
function on_processor() {
  let task;
  window.contender = {
    async prepare(name) {
      await started;
      task = name;
      return (await ask({ type: 'bench', task, seconds: 1e-3 })).outcome;
    },
    /** Besides the rate, the share of what its threads can multiply and add at best, which is measured right after. */
    async measure(seconds) {
      const { rate, gflops, limit, threads } = await ask({ type: 'bench', task, seconds });
      return { rate, share: gflops / (threads * limit) };
    },
  };
}

/** On a graphics card steps are handed over, and waited for. The first steps' outcomes all come at once. */
function on_graphics_card() {
  compete(async (task) => {
    await started;
    const { work, outcome } = await ask({ type: 'bench', task, device: 'webgpu', steps: 1 });
    let steps = 0;
    const settle = async () => {
      if (steps > 0) await ask({ type: 'bench', task, device: 'webgpu', steps });
      steps = 0;
    };
    return { work, step: () => void ++steps, settle, outcome: async () => outcome.splice(0) };
  });
}

if (query.get('device') === 'webgpu') on_graphics_card();
else on_processor();
