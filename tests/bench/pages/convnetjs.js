// ConvNetJS: plain JavaScript, one image at a time; the weights change after every batch.
import * as bench from './contender.js';

const { convnetjs } = window;

const conv = (filters, size) => ({ type: 'conv', sx: size, filters, stride: 1, pad: 0, activation: 'relu' });
const pool = { type: 'pool', sx: 2, stride: 2 };
const hidden = (num_neurons) => ({ type: 'fc', num_neurons, activation: 'relu' });
const layers = {
  mlp: [hidden(512), hidden(256)],
  'small-cnn': [conv(8, 5), pool, conv(16, 5), pool],
  'large-cnn': [conv(32, 3), conv(64, 3), pool, hidden(128)],
};

/** Its filters are [size, size, channels] each, and a dense layer's as long as what it sees: ours, column by column. */
function set_weights(net, task) {
  const with_weights = net.layers.filter(({ filters }) => filters);
  bench.first_weights(task).forEach(({ values }, index) => {
    const { filters, biases } = with_weights[index];
    filters.forEach(({ w }, column) => {
      for (let row = 0; row < w.length; ++row) w[row] = values[row * filters.length + column];
    });
    biases.w.fill(0);
  });
}

bench.compete(async (task) => {
  const data = await bench.digits();
  const { batch } = bench.networks[task];
  const flat = task === 'mlp';
  const net = new convnetjs.Net();
  const input = { type: 'input', out_sx: flat ? 1 : 28, out_sy: flat ? 1 : 28, out_depth: flat ? 784 : 1 };
  net.makeLayers([input, ...layers[task], { type: 'softmax', num_classes: 10 }]);
  set_weights(net, task);
  const settings = { method: 'sgd', learning_rate: bench.learning_rate, momentum: 0, batch_size: batch, l2_decay: 0 };
  const trainer = new convnetjs.Trainer(net, settings);
  const volume = flat ? new convnetjs.Vol(1, 1, 784, 0) : new convnetjs.Vol(28, 28, 1, 0);
  let index = 0;
  let loss = 0;
  const step = () => {
    const { images, labels } = data.batch(index++, batch);
    loss = 0;
    for (let i = 0; i < batch; ++i) {
      for (let pixel = 0; pixel < 784; ++pixel) volume.w[pixel] = images[i * 784 + pixel];
      loss += trainer.train(volume, labels[i]).loss / batch;
    }
  };
  return { work: batch, step, outcome: async () => [loss] };
});
