// The models of sequences in TensorFlow.js: the same layers as engine/bench/sequences.cpp. Tokens are one-hot, because
// the wasm backend lacks the gradient of a gather.
import { gpt_weights, lstm_weights, sequence_models, steps, vocabulary } from './sequences.js';

const { tf } = window;

const variable = ({ shape, values }) => tf.variable(tf.tensor(values, shape));
const zeros = (length) => tf.variable(tf.zeros([length]));
const dense = (weight) => ({ weight: variable(weight), bias: zeros(weight.shape[1]) });
const linear = (x, { weight, bias }) => tf.add(tf.matMul(x, weight), bias);

function lstm() {
  const { batch: n, units } = sequence_models.lstm;
  const weights = lstm_weights();
  const [input, hidden, head] = [weights.input, weights.hidden, weights.head].map(dense);
  return (x) => {
    const from_input = linear(tf.reshape(x, [steps * n, vocabulary]), input);
    const gates = tf.split(tf.reshape(tf.add(from_input, hidden.bias), [steps, n, 4 * units]), steps);
    let h = tf.zeros([n, units]);
    let c = tf.zeros([n, units]);
    const states = gates.map((gate) => {
      const sums = tf.add(tf.reshape(gate, [n, 4 * units]), tf.matMul(h, hidden.weight));
      const [i, f, g, o] = tf.split(sums, 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      return (h = tf.mul(tf.sigmoid(o), tf.tanh(c)));
    });
    return linear(tf.reshape(tf.stack(states), [steps * n, units]), head);
  };
}

function norm(length) {
  const scale = tf.variable(tf.ones([length]));
  const shift = zeros(length);
  return (x) => {
    const apart = tf.sub(x, tf.mean(x, -1, true));
    const variance = tf.mean(tf.square(apart), -1, true);
    return tf.add(tf.mul(tf.mul(apart, tf.rsqrt(tf.add(variance, 1e-5))), scale), shift);
  };
}

function gelu(x) {
  const inner = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.mul(x, tf.square(x)))));
  return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(inner)));
}

/** Added to scores [query, key]: what comes later is not seen. */
function unseen() {
  const later = (i) => i % steps > Math.floor(i / steps);
  return tf.tensor(Float32Array.from({ length: steps ** 2 }, (_, i) => (later(i) ? -1e9 : 0)), [steps, steps]);
}

function gpt() {
  const { batch: n, width, heads } = sequence_models.gpt;
  const depth = width / heads;
  const weights = gpt_weights();
  const embedding = variable(weights.embedding);
  const positions = variable(weights.positions);
  const blocks = weights.blocks.map(({ qkv, output, up, down }) => ({
    norms: [norm(width), norm(width)],
    qkv: dense(qkv),
    output: dense(output),
    up: dense(up),
    down: dense(down),
  }));
  const last_norm = norm(width);
  const head = variable(weights.head);
  const mask = unseen();
  const attention = (x, block) => {
    const apart = tf.reshape(linear(x, block.qkv), [n, steps, 3, heads, depth]);
    const [q, k, v] = tf.unstack(tf.transpose(apart, [2, 0, 3, 1, 4]));
    const shares = tf.softmax(tf.add(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(depth)), mask));
    return linear(tf.reshape(tf.transpose(tf.matMul(shares, v), [0, 2, 1, 3]), [n * steps, width]), block.output);
  };
  return (tokens) => {
    const embedded = tf.reshape(tf.matMul(tf.reshape(tokens, [n * steps, vocabulary]), embedding), [n, steps, width]);
    let x = tf.reshape(tf.add(embedded, positions), [n * steps, width]);
    for (const block of blocks) {
      x = tf.add(x, attention(block.norms[0](x), block));
      x = tf.add(x, linear(gelu(linear(block.norms[1](x), block.up)), block.down));
    }
    return tf.matMul(last_norm(x), head);
  };
}

/** Logits [tokens, vocabulary] of a batch of one-hot tokens, by the model's own variables. */
export const sequence_logits = { lstm, gpt };
