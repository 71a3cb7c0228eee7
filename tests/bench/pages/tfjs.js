// TensorFlow.js: ?backend=wasm|webgl|webgpu|cpu & threads & by_hand=1 (wasm with what it lacks; see tfjs_by_hand.js)
import * as bench from './contender.js';
import { add_missing_kernels } from './tfjs_by_hand.js';
import { sequence_logits } from './tfjs_sequences.js';

const { tf } = window;
const { query } = bench;

async function start() {
  const backend = query.get('backend');
  const threads = Number(query.get('threads') ?? 1);
  if (backend === 'wasm') {
    // It sizes its pool of threads by the cores that the page sees, and wants more of them than it uses.
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * threads });
    tf.wasm.setWasmPaths('/modules/@tensorflow/tfjs-backend-wasm/dist/');
    if (threads > 1) tf.wasm.setThreadsCount(threads);
    else tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`${backend} is not to be had`);
  if (query.has('by_hand')) add_missing_kernels(tf);
}
const started = start();

let last = null;
function keep(tensor) {
  last?.dispose();
  last = tensor;
}
const value = async () => [...(await last.data())];
const settle = async () => void (await last?.data());

/** Logits of a network from its weights: `same` layers as engine/bench/models.cpp. */
const forward = {
  mlp: (x, [a, b, c]) => linear(tf.relu(linear(tf.relu(linear(tf.reshape(x, [-1, 784]), a)), b)), c),
  'small-cnn': (x, [a, b, c]) => linear(flat(pool(convolved(pool(convolved(x, a)), b))), c),
  'large-cnn': (x, [a, b, c, d]) => linear(tf.relu(linear(flat(pool(convolved(convolved(x, a), b))), c)), d),
};
const linear = (x, { weight, bias }) => tf.add(tf.matMul(x, weight), bias);
const convolved = (x, { weight, bias }) => tf.relu(tf.add(tf.conv2d(x, weight, 1, 'valid'), bias));
const pool = (x) => tf.maxPool(x, 2, 2, 'valid');
const flat = (x) => tf.reshape(x, [x.shape[0], -1]);

async function training(task) {
  const data = await bench.digits();
  const { batch } = bench.networks[task];
  const layers = bench.first_weights(task).map(({ shape, values }) => ({
    weight: tf.variable(tf.tensor(values, shape)),
    bias: tf.variable(tf.zeros([shape.at(-1)])),
  }));
  const optimizer = tf.train.sgd(bench.learning_rate);
  let index = 0;
  const step = () => {
    const { images, one_hot } = data.batch(index++, batch);
    const x = tf.tensor4d(images, [batch, 28, 28, 1]);
    const y = tf.tensor2d(one_hot, [batch, 10]);
    keep(optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, forward[task](x, layers)), true));
    tf.dispose([x, y]);
  };
  return { work: batch, step, settle, outcome: value };
}

function sequence_training(task) {
  const data = bench.sequences(task);
  const { batch: n } = bench.sequence_models[task];
  const logits = sequence_logits[task]();
  const { rate, beta1, beta2, epsilon } = bench.adam;
  const optimizer = tf.train.adam(rate, beta1, beta2, epsilon);
  let index = 0;
  const step = () => {
    const { inputs, labels } = data.batch(index++);
    const [x, y] = [inputs, labels].map((values) => tf.tensor2d(values, [n * bench.steps, bench.vocabulary]));
    keep(optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, logits(x)), true));
    tf.dispose([x, y]);
  };
  return { work: n * bench.steps, step, settle, outcome: value };
}

function matmul(task) {
  const [m, k, n] = bench.matmul_shape(task);
  const [a, b] = bench.matmul_inputs([m, k, n]);
  const x = tf.tensor2d(a, [m, k]);
  const y = tf.tensor2d(b, [k, n]);
  return { step: () => keep(tf.matMul(x, y)) };
}

function conv2d() {
  const { n, side, channels, filters, size } = bench.conv;
  const [x, w] = bench.conv_inputs();
  const input = tf.tensor4d(x, [n, side, side, channels]);
  const weights = tf.tensor4d(w, [size, size, channels, filters]);
  return { step: () => keep(tf.conv2d(input, weights, 1, 'same')) };
}

bench.compete(async (task) => {
  await started;
  if (task in bench.networks) return training(task);
  if (task in bench.sequence_models) return sequence_training(task);
  const job = task === 'conv2d' ? conv2d() : matmul(task);
  return { ...job, work: bench.arithmetic(task), settle, outcome: async () => bench.samples(await last.data()) };
});
