// The models of sequences that are trained: their first weights, their batches, and Adam's numbers; as in
// engine/bench/sequences.cpp.
import { made_tokens, weights_of } from './numbers.js';

const batches = 8;
export const vocabulary = 64;
export const steps = 64;
export const adam = { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const width = 128;
const blocks = 4;
const square = [width, width];
export const sequence_models = {
  lstm: { batch: 32, units: width, time_first: true },
  gpt: { batch: 16, width, heads: 4, blocks, time_first: false },
};

/** {input, hidden, head}, each {shape, values}. */
export function lstm_weights() {
  const [input, hidden, head] = weights_of([[vocabulary, 4 * width], [width, 4 * width], [width, vocabulary]]);
  return { input, hidden, head };
}

/** Columns of several matrices side by side: one product instead of many. */
function joined(parts) {
  const [rows, columns] = parts[0].shape;
  const values = new Float32Array(rows * columns * parts.length);
  parts.forEach((part, place) => {
    for (let row = 0; row < rows; ++row) {
      const from = part.values.subarray(row * columns, (row + 1) * columns);
      values.set(from, (row * parts.length + place) * columns);
    }
  });
  return { shape: [rows, columns * parts.length], values };
}

/** {embedding, positions, blocks: [{qkv, output, up, down}], head}, each {shape, values}. */
export function gpt_weights() {
  const block = [square, square, square, square, [width, 4 * width], [4 * width, width]];
  const shapes = [[vocabulary, width], [steps, width], ...Array(blocks).fill(block).flat(), [width, vocabulary]];
  const all = weights_of(shapes);
  const [embedding, positions] = all;
  const made = Array.from({ length: blocks }, (_, place) => {
    const [query, key, value, output, up, down] = all.slice(2 + place * block.length);
    return { qkv: joined([query, key, value]), output, up, down };
  });
  return { embedding, positions, blocks: made, head: all.at(-1) };
}

function one_hot(tokens) {
  const rows = new Float32Array(tokens.length * vocabulary);
  tokens.forEach((token, place) => (rows[place * vocabulary + token] = 1));
  return rows;
}

/**
 * batch(i) gives tokens and those that come after them, both one-hot: [steps, N, vocabulary] where time comes first,
 * else [N, steps, vocabulary].
 */
export function sequences(task) {
  const { batch: n, time_first } = sequence_models[task];
  const text = made_tokens(batches * n * steps + 1, vocabulary, 7);
  const made = Array.from({ length: batches }, (_, batch) => {
    const place = (i) => batch * n * steps + (time_first ? (i % n) * steps + Math.floor(i / n) : i);
    const tokens = (after) => Int32Array.from({ length: n * steps }, (_, i) => text[place(i) + after]);
    return { inputs: one_hot(tokens(0)), labels: one_hot(tokens(1)) };
  });
  return { batch: (index) => made[index % batches] };
}
