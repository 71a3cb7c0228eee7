// What a preset's sentence says is to be seen, is in the numbers: soon, and for as long as somebody watches.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gradlab } from './runner.mjs';

/** Reports of `preset` every so many steps, by step. */
function course(demo, preset, steps, every, values = {}) {
  const sets = Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const counts = ['--steps', String(steps), '--every', String(every)];
  const { status, lines, stderr } = gradlab('run', demo, '--preset', preset, '--json', ...counts, ...sets);
  return { diverged: status !== 0 && stderr.includes('diverged'), rows: lines.map((line) => JSON.parse(line)) };
}

/** From step `after` on, at every report, `metric` lies between `low` and `high`. */
const stays = (metric, after, low, high) => ({ rows }) => {
  const seen = rows.filter(({ step }) => step >= after);
  assert.ok(seen.length > 0);
  for (const row of seen) assert.ok(row[metric] >= low && row[metric] <= high, `${metric} ${row[metric]} at ${row.step}`);
};

const falls_by = (metric, factor) => ({ rows }) => {
  const [first, last] = [rows[0][metric], rows.at(-1)[metric]];
  assert.ok(last < first / factor, `${metric} ${first}, then ${last}`);
};

/** The test error falls, turns, and rises, and comes down no more, while the training error only falls. */
function turns_and_rises({ rows }) {
  const errors = rows.map(({ test_loss }) => test_loss);
  const least = Math.min(...errors);
  const turn = errors.indexOf(least);
  assert.ok(turn > 0 && rows[turn].step <= 600, `turns at ${rows[turn].step}`);
  let most = least;
  for (const [i, error] of errors.entries()) {
    if (i < turn) continue;
    assert.ok(error > 0.97 * most, `falls to ${error} at ${rows[i].step}, from ${most}`);
    most = Math.max(most, error);
  }
  assert.ok(errors.at(-1) > 5 * least, `rises to ${errors.at(-1)} from ${least}`);
  for (const [i, { loss }] of rows.entries())
    assert.ok(i === 0 || loss < 1.01 * rows[i - 1].loss, `training error ${loss} at ${rows[i].step}`);
}

/**
 * What is read off each run: [demo, preset], steps and how often they are looked at, values that the sentence advises,
 * and what must hold. Ten minutes at the preset's pace where steps are cheap; a first part where they are not.
 */
const promises = [
  ['regression', 'five-points', 18_000, 100, {}, [stays('loss', 400, 0, 1e-3), stays('r2', 400, 0.999, 1)]],
  ['regression', 'noisy-line', 18_000, 100, {}, [stays('loss', 300, 0.1657, 0.171), stays('test_loss', 300, 0.15, 0.2)]],
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
  ['mnist-cnn', 'small-cnn', 700, 100, {}, [stays('test_accuracy', 700, 0.97, 1)]],
  ['mnist-cnn', 'softmax-regression', 6000, 1000, {}, [stays('test_accuracy', 1000, 0.88, 0.93)]],
  ['mnist-cnn', 'mlp', 400, 100, {}, [stays('train_accuracy', 400, 0.985, 1), stays('test_accuracy', 400, 0.9, 0.98)]],
  ['mnist-cnn', 'lenet-5', 200, 100, {}, [stays('test_accuracy', 200, 0.88, 1)]],
  ['mnist-cnn', 'deep-cnn', 40, 20, {}, [stays('test_accuracy', 40, 0.8, 1)]],
  ['mnist-cnn', 'tiny-resnet', 20, 10, {}, [falls_by('loss', 1.1)]],
  ['rnn', 'stories', 80, 40, {}, [stays('test_loss', 80, 0, 1.5)]],
  ['rnn', 'historias', 80, 40, {}, [stays('test_loss', 80, 0, 1.7)]],
  ['rnn', 'brackets', 150, 50, {}, [stays('test_loss', 150, 1.08, 1.45)]],
  ['rnn', 'sines', 150, 50, {}, [stays('test_loss', 100, 0, 0.001)]],
  ['rnn', 'lorenz', 100, 50, {}, [stays('test_loss', 100, 0, 0.002)]],
  ['rnn', 'long-memory', 200, 100, {}, [stays('rnn_loss', 200, 0.15, 0.2), stays('gru_loss', 200, 0, 0.12)]],
  ['rnn', 'delayed-copy', 200, 100, {}, [stays('loss', 200, 0, 1.6)]],
  ['transformer', 'stories', 40, 20, {}, [stays('test_loss', 40, 0, 2.4)]],
  ['transformer', 'words', 40, 20, {}, [stays('test_loss', 40, 0, 0.9)]],
  ['transformer', 'historias', 40, 20, {}, [stays('test_loss', 40, 0, 2.6)]],
  ['transformer', 'reverse', 200, 100, {}, [stays('exact', 200, 0.2, 1)]],
  ['transformer', 'repeat', 100, 50, {}, [stays('test_loss', 100, 0, 1.9)]],
  ['transformer', 'numbers', 50, 25, {}, [stays('test_loss', 50, 0, 0.9)]],
  ['transformer', 'dates', 50, 25, {}, [stays('test_loss', 50, 0, 1.1)]],
  ['transformer', 'translate', 50, 25, {}, [falls_by('test_loss', 1.5)]],
  ['transformer', 'sentiment', 150, 50, {}, [stays('test_accuracy', 100, 0.97, 1)]],
  ['transformer', 'tiny', 300, 100, {}, [stays('exact', 300, 0.3, 1)]],
  ['transformer', 'large', 3, 1, {}, [falls_by('test_loss', 1.02)]],
];

test('every preset is held to its sentence', () => {
  const there = gradlab('list').lines.flatMap((line) => {
    const { id, presets } = JSON.parse(line);
    return presets.map((preset) => `${id}/${preset.id}`);
  });
  const held = new Set(promises.map(([demo, preset]) => `${demo}/${preset}`));
  assert.deepEqual([...held].sort(), there.sort());
});

for (const [demo, preset, steps, every, values, promised] of promises) {
  test(`${demo}/${preset} ${Object.entries(values).map(String)} keeps what it promises`, () => {
    const seen = course(demo, preset, steps, every, values);
    for (const holds of promised) holds(seen);
  });
}
