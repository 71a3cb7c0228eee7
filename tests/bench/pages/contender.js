// What every page of the bench shares: the digits, and the clock.
// A page sets `window.contender` to {prepare(task), measure(seconds)}; the runner calls them.
export * from './numbers.js';
export * from './sequences.js';

export const query = new URLSearchParams(location.search);

/** The packed digits: batch(i, B) gives images [B, 784] from 0 to 1, labels [B], and the labels one-hot [B, 10]. */
export async function digits() {
  const bytes = new Uint8Array(await (await fetch('/assets/mnist.idx')).arrayBuffer());
  const count = new DataView(bytes.buffer).getUint32(4);
  const images = Float32Array.from(bytes.subarray(16, 16 + count * 784), (ink) => ink / 255);
  const labels = bytes.subarray(16 + count * 784 + 8);
  const one_hot = new Float32Array(count * 10);
  labels.forEach((label, i) => (one_hot[i * 10 + label] = 1));
  return {
    batch(index, size) {
      const first = (index % Math.floor(count / size)) * size;
      const part = (array, width) => array.subarray(first * width, (first + size) * width);
      return { images: part(images, 784), labels: part(labels, 1), one_hot: part(one_hot, 10) };
    },
  };
}

const steps_compared = 5;
const most_seconds_compared = 20; // a library that is slow compares fewer steps
const least_milliseconds_between = 50;

/**
 * Makes the page a contender. `make(task)` resolves with {work, step, settle?, outcome}: what a step does, how to wait
 * until all steps are done, and the numbers that the last one gave; it throws what the library says where it cannot.
 */
export function compete(make) {
  let job;
  let steps_between = 1; // waits for all steps: a queue may take far more of them than can be worked at
  const settled = async () => job.settle?.();
  window.contender = {
    async prepare(task) {
      job = await make(task);
      const outcome = [];
      const began = performance.now();
      for (let step = 0; step < steps_compared; ++step) {
        await job.step();
        outcome.push(...(await job.outcome()));
        if (performance.now() - began > most_seconds_compared * 1000) break;
      }
      return outcome;
    },
    /** {rate}: work per second, over about `seconds`. */
    async measure(seconds) {
      await settled();
      const began = performance.now();
      let work = 0;
      let now = began;
      while (now < began + seconds * 1000) {
        for (let step = 0; step < steps_between; ++step) await job.step();
        await settled();
        work += steps_between * job.work;
        const took = performance.now() - now;
        now += took;
        if (took < least_milliseconds_between) steps_between *= 2;
      }
      return { rate: (work * 1000) / (now - began) };
    },
  };
}
