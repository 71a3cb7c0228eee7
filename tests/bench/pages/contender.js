// What every page of the bench shares: the same inputs and first weights for all, the digits, and the clock.
// A page sets `window.contender` to {prepare(task), measure(seconds)}; the runner calls them.
export const query = new URLSearchParams(location.search);

/** A linear congruential generator and Box and Muller's transform: the numbers of engine/bench/run.cpp. */
export function normal_numbers(count, scale, seed) {
  let state = seed;
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; ++i) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    numbers[i] = radius * Math.cos(2 * Math.PI * uniform()) * scale;
  }
  return numbers;
}

const size_of = (shape) => shape.reduce((product, length) => product * length, 1);

/** Of the networks that are trained: their weights' shapes, images by rows, and images per step. */
export const networks = {
  mlp: { batch: 128, weights: [[784, 512], [512, 256], [256, 10]] },
  'small-cnn': { batch: 64, weights: [[5, 5, 1, 8], [5, 5, 8, 16], [256, 10]] },
  'large-cnn': { batch: 128, weights: [[3, 3, 1, 32], [3, 3, 32, 64], [9216, 128], [128, 10]] },
};
export const learning_rate = 0.01;

/** First weights of a network, in the order of its layers: {shape, values}. Biases are 0. */
export const first_weights = (task) =>
  networks[task].weights.map((shape, layer) => {
    const fan_in = size_of(shape.slice(0, -1));
    return { shape, values: normal_numbers(size_of(shape), Math.sqrt(2 / fan_in), 2 * layer + 1) };
  });

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

/** "matmul-512" and "matmul-128x784x512" as [m, k, n]. */
export function matmul_shape(task) {
  const extents = task.replace('matmul-', '').split('x').map(Number);
  return extents.length === 1 ? [extents[0], extents[0], extents[0]] : extents;
}
export const matmul_inputs = ([m, k, n]) => [normal_numbers(m * k, 1, 1), normal_numbers(k * n, 1, 2)];

export const conv = { n: 64, side: 28, channels: 32, filters: 64, size: 3 };
/** x [n, side, side, channels] and filters [size, size, channels, filters]. */
export const conv_inputs = () => [
  normal_numbers(conv.n * conv.side ** 2 * conv.channels, 1, 1),
  normal_numbers(conv.size ** 2 * conv.channels * conv.filters, 0.1, 2),
];

/** GFLOP of one step. */
export function arithmetic(task) {
  if (task === 'conv2d') return 2e-9 * conv.n * conv.side ** 2 * conv.filters * conv.size ** 2 * conv.channels;
  const [m, k, n] = matmul_shape(task);
  return 2e-9 * m * k * n;
}

/** The numbers of a result that are compared: the first, the one in the middle, the last. */
export const samples = (values) => [values[0], values[values.length / 2], values[values.length - 1]];

/** `values` of `shape`, its axes in another `order`. */
export function transposed(values, shape, order) {
  const result = new Float32Array(values.length);
  const strides = shape.map((_, axis) => size_of(shape.slice(axis + 1)));
  const extents = order.map((axis) => shape[axis]);
  for (let place = 0; place < values.length; ++place) {
    let rest = place;
    let from = 0;
    for (let axis = extents.length - 1; axis >= 0; --axis) {
      from += (rest % extents[axis]) * strides[order[axis]];
      rest = Math.floor(rest / extents[axis]);
    }
    result[place] = values[from];
  }
  return result;
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
    /** Work per second, over about `seconds`. */
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
      return (work * 1000) / (now - began);
    },
  };
}
