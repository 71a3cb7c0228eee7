// The models of sequences in jax-js: first weights, and the loss of one batch. The same layers as
// engine/bench/sequences.cpp; tokens are one-hot. What is used more than once is counted by hand: `ref` each time but
// the last.
import { gpt_weights, lstm_weights, sequence_models, steps, vocabulary } from './sequences.js';

export function make_sequence_models({ numpy: np, nn }) {
  const array = ({ shape, values }) => np.array(values, { shape });
  const dense = (weight) => ({ weight: array(weight), bias: np.zeros([weight.shape[1]]) });
  const norm = (length) => ({ scale: np.ones([length]), shift: np.zeros([length]) });

  const linear = (x, { weight, bias }) => np.matmul(x, weight).add(bias);
  const normalized = (x, { scale, shift }) => nn.standardize(x, -1, { epsilon: 1e-5 }).mul(scale).add(shift);
  const mean_loss = (logits, y, count) => nn.logSoftmax(logits).mul(y).sum().mul(-1 / count);

  const lstm = {
    first() {
      const { input, hidden, head } = lstm_weights();
      return { input: dense(input), hidden: dense(hidden), head: dense(head) };
    },
    loss({ input, hidden, head }, x, y) {
      const { batch: n, units } = sequence_models.lstm;
      const gates = linear(x, input).add(hidden.bias).reshape([steps, n, 4 * units]);
      let h = np.zeros([n, units]);
      let c = np.zeros([n, units]);
      const states = [];
      for (let t = 0; t < steps; ++t) {
        const sums = gates.ref.slice(t).add(np.matmul(h, hidden.weight.ref));
        const gate = (place) => sums.ref.slice([], [place * units, (place + 1) * units]);
        const kept = nn.sigmoid(gate(1)).mul(c);
        c = kept.add(nn.sigmoid(gate(0)).mul(np.tanh(gate(2))));
        h = nn.sigmoid(gate(3)).mul(np.tanh(c.ref));
        sums.dispose();
        states.push(h.ref);
      }
      for (const used of [h, c, gates, hidden.weight]) used.dispose();
      return mean_loss(linear(np.stack(states).reshape([steps * n, units]), head), y, steps * n);
    },
  };

  const gpt = {
    first() {
      const { embedding, positions, blocks, head } = gpt_weights();
      const { width } = sequence_models.gpt;
      const block = ({ qkv, output, up, down }) => ({
        attention_norm: norm(width),
        qkv: dense(qkv),
        output: dense(output),
        mlp_norm: norm(width),
        up: dense(up),
        down: dense(down),
      });
      return {
        embedding: array(embedding),
        positions: array(positions),
        blocks: blocks.map(block),
        last_norm: norm(width),
        head: array(head),
      };
    },
    loss({ embedding, positions, blocks, last_norm, head }, tokens, y) {
      const { batch: n, width, heads } = sequence_models.gpt;
      let x = np.matmul(tokens, embedding).reshape([n, steps, width]).add(positions).reshape([n * steps, width]);
      for (const block of blocks) {
        const qkv = linear(normalized(x.ref, block.attention_norm), block.qkv);
        const [q, k, v] = [0, 1, 2].map((place) => {
          const columns = qkv.ref.slice([], [place * width, (place + 1) * width]);
          return columns.reshape([n, steps, heads, width / heads]);
        });
        qkv.dispose();
        const seen = nn.dotProductAttention(q, k, v, { isCausal: true }).reshape([n * steps, width]);
        x = x.add(linear(seen, block.output));
        x = x.add(linear(nn.gelu(linear(normalized(x.ref, block.mlp_norm), block.up)), block.down));
      }
      return mean_loss(np.matmul(normalized(x, last_norm), head), y, n * steps);
    },
  };

  return { lstm, gpt };
}

/** (model, mean, mean square, corrections, x, y) to [loss, and the first three after a step of Adam]. */
export function adam_step({ numpy: np, valueAndGrad, tree }, loss_of, { rate, beta1, beta2, epsilon }) {
  return (model, mean, square, corrections, x, y) => {
    const [loss, gradient] = valueAndGrad(loss_of)(tree.ref(model), x, y);
    const faded = (sum, beta, part) => sum.mul(beta).add(part.mul(1 - beta));
    mean = tree.map((m, g) => faded(m, beta1, g), mean, tree.ref(gradient));
    square = tree.map((s, g) => faded(s, beta2, g.ref.mul(g)), square, gradient);
    const [by_mean, by_square] = corrections;
    const changed = (weight, m, s) =>
      weight.sub(m.mul(by_mean.ref).div(np.sqrt(s.mul(by_square.ref)).add(epsilon)).mul(rate));
    model = tree.map(changed, model, tree.ref(mean), tree.ref(square));
    by_mean.dispose();
    by_square.dispose();
    return [loss, model, mean, square];
  };
}
