// jax-js: ?backend=wasm|webgpu & threads. On wasm as many workers as the page sees cores; none where it is not isolated.
// Its images are [N, C, H, W], so that weights are turned to give the same networks.
import * as bench from './contender.js';
import { adam_step, make_sequence_models } from './jax_sequences.js';

const workers = Number(bench.query.get('threads') ?? 1);
Object.defineProperty(navigator, 'hardwareConcurrency', { value: workers });
const jax = await import('/modules/@jax-js/jax/dist/index.js');
const { numpy: np, lax, nn, jit, valueAndGrad, tree, blockUntilReady } = jax;
const started = (async () => {
  const backend = bench.query.get('backend') ?? 'wasm';
  const ready = await jax.init(backend);
  if (!ready.includes(backend)) throw new Error(`${backend} is not to be had`);
  jax.defaultDevice(backend);
})();

const array = (values, shape) => np.array(values, { shape });

const pool = (x) => {
  const [n, c, h, w] = x.shape;
  return np.max(np.max(x.reshape([n, c, h / 2, 2, w / 2, 2]), 5), 3);
};
const convolved = (x, { weight, bias }) => nn.relu(lax.conv(x, weight, [1, 1], 'VALID').add(bias.reshape([-1, 1, 1])));
const linear = (x, { weight, bias }) => np.matmul(x, weight).add(bias);
const flat = (x) => x.reshape([x.shape[0], -1]);

const forward = {
  mlp: (x, [a, b, c]) => linear(nn.relu(linear(nn.relu(linear(x, a)), b)), c),
  'small-cnn': (x, [a, b, c]) => linear(flat(pool(convolved(pool(convolved(x, a)), b))), c),
  'large-cnn': (x, [a, b, c, d]) => linear(nn.relu(linear(flat(pool(convolved(convolved(x, a), b))), c)), d),
};
/** Height, width and channels of what `flat` sees. */
const flattened = { 'small-cnn': [4, 4, 16], 'large-cnn': [12, 12, 64] };

function first_layers(task) {
  let turned = task in flattened; // the first dense layer behind convolutions
  return bench.first_weights(task).map(({ shape, values }) => {
    const bias = np.zeros([shape.at(-1)]);
    if (shape.length === 4) {
      const [h, w, c, f] = shape;
      return { weight: array(bench.transposed(values, shape, [3, 2, 0, 1]), [f, c, h, w]), bias };
    }
    if (!turned) return { weight: array(values, shape), bias };
    turned = false;
    return { weight: array(bench.transposed(values, [...flattened[task], shape[1]], [2, 0, 1, 3]), shape), bias };
  });
}

async function training(task) {
  const data = await bench.digits();
  const { batch } = bench.networks[task];
  const loss_of = (layers, x, y) => nn.logSoftmax(forward[task](x, layers)).mul(y).sum().mul(-1 / batch);
  const descend = (layers, x, y) => {
    const [loss, gradients] = valueAndGrad(loss_of)(tree.ref(layers), x, y);
    return [loss, tree.map((weight, g) => weight.sub(g.mul(bench.learning_rate)), layers, gradients)];
  };
  // Compiling a whole step helps the dense network, and hurts the convolutional ones.
  const trained = task === 'mlp' ? jit(descend) : descend;
  let layers = first_layers(task);
  let index = 0;
  let last = null;
  const step = () => {
    const { images, one_hot } = data.batch(index++, batch);
    const x = array(images, task === 'mlp' ? [batch, 784] : [batch, 1, 28, 28]);
    const [loss, next] = trained(layers, x, array(one_hot, [batch, 10]));
    layers = next;
    last?.dispose();
    last = loss;
  };
  const settle = async () => void (await blockUntilReady(tree.leaves(layers)));
  return { work: batch, step, settle, outcome: async () => [...(await last.ref.data())] };
}

async function sequence_training(task) {
  const { first, loss: loss_of } = make_sequence_models(jax)[task];
  const { batch: n } = bench.sequence_models[task];
  const data = bench.sequences(task);
  const rows = n * bench.steps;
  const trained = jit(adam_step(jax, loss_of, bench.adam));
  let model = first();
  const zeros = () => tree.map((weight) => np.zerosLike(weight), tree.ref(model));
  let [mean, square] = [zeros(), zeros()];
  let index = 0;
  let last = null;
  const step = () => {
    const { inputs, labels } = data.batch(index++);
    const correction = (beta) => array(Float32Array.of(1 / (1 - beta ** index)), []);
    const corrections = [correction(bench.adam.beta1), correction(bench.adam.beta2)];
    const [x, y] = [inputs, labels].map((values) => array(values.slice(), [rows, bench.vocabulary]));
    last?.dispose();
    [last, model, mean, square] = trained(model, mean, square, corrections, x, y);
  };
  const settle = async () => void (await blockUntilReady(tree.leaves(model)));
  return { work: rows, step, settle, outcome: async () => [...(await last.ref.data())] };
}

/** It skips what nobody asks for, so that every result is waited for. */
function repeating(compute, inputs, task) {
  const compiled = jit(compute);
  let last = null;
  const step = async () => {
    const result = compiled(...inputs.map((input) => input.ref));
    await blockUntilReady(result);
    last?.dispose();
    last = result;
  };
  return { work: bench.arithmetic(task), step, outcome: async () => bench.samples(await last.ref.data()) };
}

function conv2d(task) {
  const { n, side, channels, filters, size } = bench.conv;
  const [x, w] = bench.conv_inputs();
  const images = bench.transposed(x, [n, side, side, channels], [0, 3, 1, 2]);
  const weights = bench.transposed(w, [size, size, channels, filters], [3, 2, 0, 1]);
  const inputs = [array(images, [n, channels, side, side]), array(weights, [filters, channels, size, size])];
  return repeating((a, b) => lax.conv(a, b, [1, 1], 'SAME'), inputs, task);
}

function matmul(task) {
  const [m, k, n] = bench.matmul_shape(task);
  const [a, b] = bench.matmul_inputs([m, k, n]);
  return repeating((x, y) => np.matmul(x, y), [array(a, [m, k]), array(b, [k, n])], task);
}

bench.compete(async (task) => {
  await started;
  if (task in bench.networks) return training(task);
  if (task in bench.sequence_models) return sequence_training(task);
  return task === 'conv2d' ? conv2d(task) : matmul(task);
});
