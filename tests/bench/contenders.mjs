// Who takes part in the bench, and in which tasks.
const images = ['mlp', 'small-cnn', 'large-cnn'];
const sequences = ['lstm', 'gpt'];
const games = ['gan-2d']; // a generator and a discriminator; ours alone so far
const training = [...images, ...sequences];
const kernels = ['matmul-256', 'matmul-512', 'matmul-1024', 'matmul-128x784x512', 'conv2d'];
const large = ['matmul-2048', 'matmul-4096']; // for graphics cards alone

/** Every task, in the order of the table. */
export const task_names = ['limit', ...kernels, ...large, ...training, ...games];
export const units = Object.fromEntries([
  ...['limit', ...kernels, ...large].map((task) => [task, 'GFLOP/s']),
  ...images.map((task) => [task, 'images/s']),
  ['lstm', 'chars/s'],
  ['gpt', 'tokens/s'],
  ...games.map((task) => [task, 'steps/s']),
]);

const gradlab = (build, threads, tasks = [...kernels, ...training, ...games]) => ({
  library: 'gradlab',
  build,
  threads,
  page: `gradlab.html?build=${build}&threads=${threads}`,
  tasks,
});
const on_webgpu = (library, page) => ({
  library,
  build: 'webgpu',
  threads: 1,
  page,
  tasks: [...kernels, ...large, ...training],
  slow: [...large, 'large-cnn', ...sequences], // where the graphics card is a program
});
const tfjs = (build, threads, query, tasks) => ({
  library: 'TensorFlow.js',
  build,
  threads,
  page: `tfjs.html?${query}&threads=${threads}`,
  tasks,
});

/** A BLAS by the file that it is in (or where there is none, by what PyTorch was built for). */
export function blas_name({ library, info }) {
  const names = { openblas: 'OpenBLAS', blis: 'BLIS', atlas: 'ATLAS', mkl: 'MKL', accelerate: 'Accelerate' };
  const found = Object.keys(names).find((name) => library?.toLowerCase().includes(name));
  if (found) return names[found];
  if (/\/libblas\.so/.test(library ?? '')) return reference_blas;
  return names[info] ?? (info === 'open' ? names.openblas : (info ?? 'unknown BLAS'));
}

/** Written to be read, not to be fast: who is timed with it is not timed. */
export const reference_blas = 'reference BLAS';

/**
 * All of them on `threads` threads, and on one. `blas` is what PyTorch multiplies with. What is `slow` takes seconds for a step. Where a task is missing the library cannot do it, or takes minutes for
 * a step; wasm as TensorFlow.js comes is asked all the same, for what it says.
 */
export function contenders(threads, blas = 'cpu') {
  const counts = [...new Set([1, threads])];
  return [
    gradlab('simd', 1, ['limit', ...kernels, ...training, ...games]),
    gradlab('relaxed', 1, ['limit', ...kernels, ...training, ...games]),
    ...counts.map((count) => gradlab('relaxed-mt', count)),
    ...counts.map((count) => tfjs('wasm, by hand', count, 'backend=wasm&by_hand=1', training)),
    ...counts.map((count) => tfjs('wasm', count, 'backend=wasm', [...kernels, ...training])),
    { ...tfjs('webgl', 1, 'backend=webgl', [...kernels, 'mlp', 'small-cnn', ...sequences]), slow: sequences },
    { ...tfjs('cpu', 1, 'backend=cpu', ['mlp', 'small-cnn']), slow: ['mlp', 'small-cnn'] },
    ...counts.map((count) => ({
      library: 'jax-js',
      build: 'wasm',
      threads: count,
      page: `jax.html?threads=${count}`,
      alone: count === 1, // it takes workers wherever the page is isolated
      tasks: [...kernels, ...training],
      slow: ['conv2d', 'large-cnn'],
    })),
    on_webgpu('gradlab', 'gradlab.html?build=relaxed&threads=1&device=webgpu'),
    on_webgpu('TensorFlow.js', 'tfjs.html?backend=webgpu'),
    on_webgpu('jax-js', 'jax.html?backend=webgpu'),
    { library: 'ConvNetJS', build: 'js', threads: 1, page: 'convnetjs.html?', tasks: images, slow: ['large-cnn'] },
    ...counts.map((count) => ({
      library: 'ONNX Runtime Web',
      build: 'wasm',
      threads: count,
      page: `onnxruntime.html?threads=${count}`,
      tasks: kernels,
    })),
    ...counts.map((count) => ({
      library: 'PyTorch (native)',
      build: blas,
      threads: count,
      python: true,
      tasks: [...kernels, ...training],
    })),
  ];
}

export const name_of = ({ library, build, threads }) =>
  `${library} ${build}, ${threads} thread${threads === 1 ? '' : 's'}`;
