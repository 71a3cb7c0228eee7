// What TensorFlow.js's wasm backend lacks to train a convolutional network at all, and to multiply transposed matrices
// fast: both made of its own kernels, through tf.registerKernel.

export function add_missing_kernels(tf) {
  // The gradient by the filters is a convolution itself, of the input by the outputs' gradients, with batch and
  // channels exchanged. For stride 1 without padding.
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs: { x, dy } }) =>
      tf.tidy(() => {
        const images = tf.transpose(x, [3, 1, 2, 0]);
        const filters = tf.transpose(dy, [1, 2, 0, 3]);
        return tf.transpose(tf.conv2d(images, filters, 1, 'valid'), [1, 2, 0, 3]);
      }),
  });

  // A product with a transposed matrix takes a plain loop; transposed first, it takes the fast path.
  const kernel = tf.getKernel('BatchMatMul', 'wasm');
  tf.unregisterKernel('BatchMatMul', 'wasm');
  const swapped = (x) => {
    const axes = [...x.shape.keys()];
    return tf.transpose(x, [...axes.slice(0, -2), axes.at(-1), axes.at(-2)]);
  };
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      const { a, b } = call.inputs;
      const { transposeA, transposeB } = call.attrs;
      if (!transposeA && !transposeB) return kernel.kernelFunc(call);
      return tf.tidy(() => tf.matMul(transposeA ? swapped(a) : a, transposeB ? swapped(b) : b));
    },
  });
}
