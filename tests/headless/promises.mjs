// What presets promise, as checks on the numbers of a run: soon, and for as long as somebody watches.
import assert from 'node:assert/strict';
import { gradlab } from './runner.mjs';

/** Reports of `preset` every so many steps. */
function course(demo, preset, steps, every, values, run) {
  const sets = Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const counts = ['--steps', String(steps), '--every', String(every)];
  const { status, lines, stderr } = run('run', demo, '--preset', preset, '--json', ...counts, ...sets);
  return { diverged: status !== 0 && stderr.includes('diverged'), rows: lines.map((line) => JSON.parse(line)) };
}

/** From step `after` on, at every report, `metric` lies between `low` and `high`. */
export const stays = (metric, after, low, high) => ({ rows }) => {
  const seen = rows.filter(({ step }) => step >= after);
  assert.ok(seen.length > 0);
  for (const row of seen) assert.ok(row[metric] >= low && row[metric] <= high, `${metric} ${row[metric]} at ${row.step}`);
};

export const falls_by = (metric, factor) => ({ rows }) => {
  const [first, last] = [rows[0][metric], rows.at(-1)[metric]];
  assert.ok(last < first / factor, `${metric} ${first}, then ${last}`);
};

/** Whoever repairs leaves less than half of the damage. */
export function halves_the_damage({ rows }) {
  const { restored_error, spoilt_error } = rows.at(-1);
  assert.ok(restored_error < spoilt_error / 2, `${restored_error} of ${spoilt_error}`);
}

/** Once at least, at one report, all of `least` are reached. */
export const reaches = (least) => ({ rows }) => {
  const there = rows.some((row) => Object.entries(least).every(([metric, value]) => row[metric] >= value));
  assert.ok(there, JSON.stringify(rows.map((row) => Object.keys(least).map((metric) => row[metric]))));
};

/** The test error falls, turns, and rises, and comes down no more, while the training error only falls. */
export function turns_and_rises({ rows }) {
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

/** Learnt by heart: of the images that it trains on it knows all, and of others clearly fewer. */
export function knows_by_heart({ rows }) {
  const { train_accuracy, test_accuracy } = rows.at(-1);
  assert.ok(train_accuracy >= 0.999 && test_accuracy < train_accuracy - 0.01, `${train_accuracy}, others ${test_accuracy}`);
}

/** Memory over many steps: cells with gates find the answer, and the plain one never comes below guessing. */
export function gates_alone_remember({ rows }) {
  const { rnn_loss, lstm_loss, gru_loss, guessing_loss } = rows.at(-1);
  assert.ok(rnn_loss > 0.8 * guessing_loss, `plain ${rnn_loss}, guessing ${guessing_loss}`);
  assert.ok(Math.max(lstm_loss, gru_loss) < guessing_loss / 10, `LSTM ${lstm_loss}, GRU ${gru_loss}`);
}

/** Throws where the numbers of its run do not hold what a preset promises: one row of a list. Returns the last numbers. */
export function check([demo, preset, steps, every, values, promised], run = gradlab) {
  const seen = course(demo, preset, steps, every, values, run);
  for (const holds of promised) holds(seen);
  return seen.rows.at(-1);
}
