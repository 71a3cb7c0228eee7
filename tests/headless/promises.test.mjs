// What a preset's sentence says is to be seen, is in the numbers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { long_promises } from './long_promises.mjs';
import { check, falls_by, gates_alone_remember, halves_the_damage, knows_by_heart, reaches, stays, turns_and_rises } from './promises.mjs';
import { gradlab } from './runner.mjs';

/**
 * What is read off each run: [demo, preset], steps and how often they are looked at, values that the sentence advises,
 * and what must hold, for ten minutes at the preset's pace: where steps are cheap.
 */
const promises = [
  ['regression', 'five-points', 18_000, 100, {}, [stays('loss', 400, 0, 1e-3), stays('r2', 400, 0.999, 1)]],
  ['regression', 'noisy-line', 18_000, 100, {}, [stays('loss', 300, 0.165, 0.19), stays('test_loss', 300, 0.15, 0.22)]],
  ['regression', 'over-fitting', 60_000, 50, {}, [turns_and_rises, stays('loss', 1000, 0, 0.05)]],
  ['regression', 'over-fitting', 60_000, 50, { l2: 0.01 }, [stays('test_loss', 300, 0, 0.75)]],
  ['regression', 'sine-network', 20_000, 100, {}, [stays('r2', 2000, 0.9, 1), stays('test_r2', 2000, 0.9, 1)]],
  ['regression', 'learning-rate-too-high', 100, 1, {}, [({ diverged }) => assert.ok(diverged)]],
  ['regression', 'learning-rate-too-high', 500, 10, { learning_rate: 0.02 }, [falls_by('loss', 100)]],
  ['classification', 'circle', 20_000, 100, {}, [stays('accuracy', 300, 0.97, 1), stays('test_accuracy', 500, 0.95, 1)]],
  ['classification', 'xor', 20_000, 100, {}, [stays('accuracy', 100, 0.3, 0.65)]],
  ['classification', 'xor', 5000, 100, { layers: '8' }, [stays('accuracy', 1000, 0.95, 1)]],
  ['classification', 'two-spirals', 10_000, 100, {}, [stays('accuracy', 1500, 0.95, 1)]],
  ['classification', 'moons', 20_000, 100, {}, [stays('accuracy', 800, 0.97, 1)]],
  ['classification', 'three-classes', 20_000, 100, {}, [stays('accuracy', 500, 0.97, 1)]],
  ['recommendation', 'tastes', 20_000, 100, {}, [stays('test_loss', 500, 0, 0.45)]],
  ['recommendation', 'few-stars', 5000, 100, {}, [stays('loss', 400, 0, 0.02), stays('test_loss', 400, 1, 2)]],
  ['recommendation', 'few-stars', 5000, 100, { l2: 0.005 }, [stays('test_loss', 2000, 0, 0.85)]],
  ['recommendation', 'one-taste', 5000, 100, {}, [stays('test_loss', 500, 0.8, 1.2)]],
  ['clustering', 'blobs', 60, 1, {}, [stays('rand_index', 40, 0.95, 1), falls_by('loss', 3)]],
  ['clustering', 'unequal', 200, 20, {}, [stays('rand_index', 100, 0.6, 0.95)]],
  ['clustering', 'unequal', 200, 20, { method: 'gaussian_mixture' }, [stays('rand_index', 100, 0.97, 1)]],
  ['clustering', 'mixture', 200, 20, {}, [stays('rand_index', 100, 0.97, 1)]],
  ['clustering', 'mixture', 200, 20, { method: 'kmeans' }, [stays('rand_index', 100, 0, 0.9)]],
  ['clustering', 'dbscan', 200, 20, {}, [stays('rand_index', 150, 0.97, 1), stays('clusters', 150, 2, 2)]],
  ['clustering', 'dendrogram', 200, 20, {}, [stays('clusters', 120, 3, 3)]],
  ['clustering', 'spectral', 60, 10, {}, [stays('rand_index', 40, 0.99, 1)]],
  ['clustering', 'mean-shift', 100, 10, {}, [stays('clusters', 60, 5, 5)]],
  ['clustering', 'no-structure', 100, 10, {}, [stays('clusters', 10, 5, 5), stays('silhouette', 40, 0.2, 0.5)]],
  ['clustering', 'how-many', 60, 30, {}, [stays('clusters', 30, 4, 4)]],
  ['clustering', 'how-many', 60, 30, { data: 'no_structure' }, [stays('clusters', 30, 1, 1)]],
  ['autoencoder', 'denoising', 100, 100, {}, [halves_the_damage]],
  ['gan', 'ring', 9000, 500, {}, [reaches({ modes: 8, good_share: 0.9 })]],
  ['gan', 'collapse', 2500, 250, {}, [stays('modes', 250, 1, 4), reaches({ good_share: 0.7 })]],
  ['gan', 'collapse', 1500, 500, { blur: 0.25 }, [reaches({ modes: 8, good_share: 0.4 })]],
  ['gan', 'oscillation', 3000, 250, {}, [stays('modes', 250, 0, 3)]],
  [
    'gan',
    'oscillation',
    3000,
    500,
    { generator_momentum: 0, discriminator_momentum: 0 },
    [reaches({ modes: 8, good_share: 0.5 })],
  ],
  ['gan', 'discriminator-wins', 3000, 250, {}, [stays('good_share', 1500, 0, 0.02)]],
  ['gan', 'discriminator-wins', 3000, 500, { loss: 'least_squares' }, [reaches({ modes: 3, good_share: 0.4 })]],
  ['gan', 'flow', 2000, 500, {}, [reaches({ good_share: 0.7 }), stays('divergence', 1000, 0, 0.32)]],
  ['reinforcement', 'grid-world', 2000, 20, {}, [stays('return', 20, 0.7, 0.71), stays('solved', 20, 1, 1)]],
  ['reinforcement', 'q-learning', 6000, 100, {}, [stays('return', 300, 0.6, 0.71)]],
  ['reinforcement', 'bandit', 1500, 100, {}, [stays('best_pulls', 300, 0.6, 1), stays('solved', 100, 1, 1)]],
  ['reinforcement', 'pong', 500, 100, {}, [stays('return', 200, 8, 10), reaches({ solved: 1 })]],
  ['mnist-cnn', 'softmax-regression', 6000, 1000, {}, [stays('test_accuracy', 1000, 0.88, 0.93)]],
  ['mnist-cnn', 'small-cnn', 800, 400, {}, [reaches({ test_accuracy: 0.97 })]],
  ['mnist-cnn', 'lenet-5', 800, 800, {}, [reaches({ test_accuracy: 0.95 })]],
  ['mnist-cnn', 'mlp', 1500, 1500, {}, [knows_by_heart]],
  ['rnn', 'sines', 150, 150, {}, [stays('test_loss', 150, 0, 1e-3)]],
  ['rnn', 'lorenz', 150, 150, {}, [stays('test_loss', 150, 0, 2e-3)]],
  ['rnn', 'brackets', 400, 400, {}, [reaches({ valid: 0.95 })]],
  ['rnn', 'long-memory', 500, 500, {}, [gates_alone_remember]],
  ['vision', 'detection', 500, 100, {}, [reaches({ mean_ap: 0.85 })]],
  ['transformer', 'sentiment', 150, 150, {}, [reaches({ test_accuracy: 0.97 })]],
  ['transformer', 'spam', 150, 150, {}, [reaches({ test_accuracy: 0.97 })]],
  ['transformer', 'translate', 200, 200, {}, [reaches({ exact: 0.95 })]],
  ['transformer', 'reverse', 500, 500, {}, [reaches({ exact: 0.95 })]],
];

test('every preset of these demos is held to its sentence, here or by npm run promises', () => {
  const all_held = ['regression', 'classification', 'recommendation', 'mnist-cnn', 'rnn', 'transformer'];
  const there = gradlab('list').lines.flatMap((line) => {
    const { id, presets } = JSON.parse(line);
    return all_held.includes(id) ? presets.map((preset) => `${id}/${preset.id}`) : [];
  });
  const held = new Set([...promises, ...long_promises].map(([demo, preset]) => `${demo}/${preset}`));
  for (const preset of there) assert.ok(held.has(preset), preset);
  assert.ok(there.length > 30);
});

for (const promise of promises) {
  const [demo, preset, , , values] = promise;
  test(`${demo}/${preset} ${Object.entries(values).map(String)} keeps what it promises`, () => void check(promise));
}
