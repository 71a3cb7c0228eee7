// ONNX Runtime Web, wasm: it trains nothing, so it multiplies and convolves. Every run copies its inputs and its output.
import * as ort from '/modules/onnxruntime-web/dist/ort.wasm.min.mjs';
import * as bench from './contender.js';
import { one_node_model } from './onnx_model.js';

ort.env.wasm.wasmPaths = '/modules/onnxruntime-web/dist/';
ort.env.wasm.numThreads = Number(bench.query.get('threads') ?? 1);

const tensor = (values, dims) => ({ values, dims });

function matmul(task) {
  const [m, k, n] = bench.matmul_shape(task);
  const [a, b] = bench.matmul_inputs([m, k, n]);
  return { op: 'MatMul', inputs: [tensor(a, [m, k]), tensor(b, [k, n])], output: [m, n] };
}

function conv2d() {
  const { n, side, channels, filters, size } = bench.conv;
  const [x, w] = bench.conv_inputs();
  const images = bench.transposed(x, [n, side, side, channels], [0, 3, 1, 2]);
  const weights = bench.transposed(w, [size, size, channels, filters], [3, 2, 0, 1]);
  return {
    op: 'Conv',
    inputs: [tensor(images, [n, channels, side, side]), tensor(weights, [filters, channels, size, size])],
    output: [n, filters, side, side],
    attributes: { kernel_shape: [size, size], pads: [1, 1, 1, 1], strides: [1, 1] },
  };
}

bench.compete(async (task) => {
  const node = task === 'conv2d' ? conv2d() : matmul(task);
  const session = await ort.InferenceSession.create(one_node_model(node), { executionProviders: ['wasm'] });
  const feeds = Object.fromEntries(
    node.inputs.map(({ values, dims }, index) => [`input${index}`, new ort.Tensor('float32', values, dims)]),
  );
  let output;
  const step = async () => {
    output?.dispose();
    ({ output } = await session.run(feeds));
  };
  return { work: bench.arithmetic(task), step, outcome: async () => bench.samples(await output.getData()) };
});
