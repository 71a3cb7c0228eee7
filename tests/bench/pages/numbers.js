// The inputs and first weights that every contender gets, and how much arithmetic its tasks are.
/** A linear congruential generator: numbers in [0, 1). */
function uniform_numbers(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Box and Muller's transform of those: the numbers of engine/bench/run.cpp. */
export function normal_numbers(count, scale, seed) {
  const uniform = uniform_numbers(seed);
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; ++i) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    numbers[i] = radius * Math.cos(2 * Math.PI * uniform()) * scale;
  }
  return numbers;
}

/** Tokens below `kinds`: three of four follow from the one before, the others are drawn. */
export function made_tokens(count, kinds, seed) {
  const uniform = uniform_numbers(seed);
  let token = 0;
  return Int32Array.from({ length: count }, () => {
    const [kind, drawn] = [uniform(), uniform()];
    return (token = kind < 0.75 ? (5 * token + 3) % kinds : Math.floor(drawn * kinds));
  });
}

const size_of = (shape) => shape.reduce((product, length) => product * length, 1);

/** Of the networks that are trained: their weights' shapes, images by rows, and images per step. */
export const networks = {
  mlp: { batch: 128, weights: [[784, 512], [512, 256], [256, 10]] },
  'small-cnn': { batch: 64, weights: [[5, 5, 1, 8], [5, 5, 8, 16], [256, 10]] },
  'large-cnn': { batch: 128, weights: [[3, 3, 1, 32], [3, 3, 32, 64], [9216, 128], [128, 10]] },
};
export const learning_rate = 0.01;

/** First weights of these shapes, in their order: {shape, values}. Biases are 0. */
export const weights_of = (shapes) =>
  shapes.map((shape, layer) => {
    const fan_in = size_of(shape.slice(0, -1));
    return { shape, values: normal_numbers(size_of(shape), Math.sqrt(2 / fan_in), 2 * layer + 1) };
  });

export const first_weights = (task) => weights_of(networks[task].weights);

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
