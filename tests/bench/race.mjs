// One task, all who can: correct first, then warm, then in turns, so that what slows the machine for a while slows all.
import { open_contender } from './arena.mjs';
import { name_of } from './contenders.mjs';

const tolerance = 2e-3; // float32, summed in another order, after five steps of training
const most_seconds_each = 30; // for those who are slow

/** Where two outcomes differ by more than rounding; undefined where they agree as far as both go, somewhere at least. */
export function difference(expected, outcome) {
  if (expected.length > 0 && outcome.length === 0) return 'it says nothing of what it computed';
  const place = expected.findIndex(
    (value, index) => index < outcome.length && !(Math.abs(value - outcome[index]) <= tolerance * (1 + Math.abs(value))),
  );
  return place < 0 ? undefined : `number ${place + 1} is ${outcome[place]} instead of ${expected[place]}`;
}

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const middle = (numbers) => (sorted(numbers)[(numbers.length - 1) >> 1] + sorted(numbers)[numbers.length >> 1]) / 2;

/** `shares`: of the arithmetic that its threads can do at best, where that is known. */
export function row(task, { library, build, threads }, unit, numbers, shares = []) {
  const [min, max] = [sorted(numbers)[0], sorted(numbers).at(-1)];
  const share = shares.length ? { share: middle(shares) } : {};
  return { task, library, build, threads, unit, median: middle(numbers), min, max, ...share };
}

/** Opens, prepares and checks one; {runner} with an opened contender, or {refusal} with why it is not timed. */
async function enter(place, contender, task, expected) {
  let opened;
  try {
    opened = await open_contender(place, contender);
    const outcome = await opened.prepare(task);
    const differs = expected && difference(expected, outcome);
    if (differs) throw new Error(`computes something else: ${differs}`);
    return { runner: { contender, opened, outcome, measured: [], seconds: 0 } };
  } catch (error) {
    await opened?.close();
    return { refusal: { task, contender: name_of(contender), reason: error.message } };
  }
}

/**
 * Rows of `task`, and refusals of those who could not take part. `pace`: {repeats, seconds, warm_up}. The first
 * contender's outcome is what the others' must be.
 */
export async function race(place, contenders, task, unit, pace, say = () => {}) {
  const runners = [];
  const refusals = [];
  for (const contender of contenders.filter(({ tasks }) => tasks.includes(task))) {
    say(`checks ${name_of(contender)}`);
    const { runner, refusal } = await enter(place, contender, task, runners[0]?.outcome);
    if (runner) runners.push(runner);
    else refusals.push(refusal);
  }
  const measure = async (runner, seconds) => {
    const began = performance.now();
    try {
      const measured = await runner.opened.measure(seconds);
      runner.seconds += (performance.now() - began) / 1000;
      return measured;
    } catch (error) {
      runner.gave_up = true;
      refusals.push({ task, contender: name_of(runner.contender), reason: error.message });
    }
  };
  for (const runner of runners) {
    say(`warms up ${name_of(runner.contender)}`);
    await measure(runner, pace.warm_up);
  }
  for (let turn = 0; turn < pace.repeats; ++turn) {
    for (const runner of runners) {
      if (runner.gave_up || (turn > 0 && runner.seconds > most_seconds_each)) continue;
      say(`${turn + 1}/${pace.repeats} ${name_of(runner.contender)}`);
      runner.measured.push(await measure(runner, pace.seconds));
    }
  }
  for (const { opened } of runners) await opened.close();
  const finished = runners.filter(({ gave_up }) => !gave_up);
  const rows = finished.map(({ contender, measured }) => {
    const shares = measured.map(({ share }) => share).filter((share) => share !== undefined);
    return row(task, contender, unit, measured.map(({ rate }) => rate), shares);
  });
  return { rows, refusals };
}
