// Runs the parts of the tests, as many beside each other as there are cores, whatever the others did, and counts.
import { availableParallelism } from 'node:os';
import { explain } from './stages.mjs';

const words = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
const last_lines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');
const print = (text) => process.stdout.write(`${text}\n`);

/** One part: its time, its counts, and beside them its note, where it has one. A part that throws, or runs nothing, has failed. */
async function run_part({ title, work }) {
  const began = Date.now();
  let result;
  try {
    result = await work();
  } catch (error) {
    print(`${title.padEnd(34)} … failed`);
    explain(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
  print(`${title.padEnd(34)} … ${seconds} s  ${[words(result), result.note].filter(Boolean).join('; ')}`);
  if (result.failed) print(`\n${last_lines(result.failures ?? result.output, 80)}\n`);
  if (result.passed + result.failed > 0) return result;
  print(`\n  ${title} ran no test, which counts as a failure. It printed:\n${last_lines(result.output, 20)}\n`);
  return { ...result, failed: 1 };
}

/** Calls visit for all of `parts`, in their order, so many at a time; one that wants the machine `alone` waits for the others. */
async function share_out(parts, at_once, visit) {
  const waiting = [...parts];
  const running = new Set();
  while (waiting.length || running.size) {
    const next = waiting[0];
    if (next && (next.alone ? running.size === 0 : running.size < at_once)) {
      waiting.shift();
      const run = visit(next).finally(() => running.delete(run));
      running.add(run);
      if (!next.alone) continue;
    }
    await Promise.race(running);
  }
}

function print_slowest(slowest) {
  const shown = slowest.sort((a, b) => b.seconds - a.seconds).slice(0, 10);
  if (!shown.length) return;
  print('\nthe slowest tests:');
  for (const { seconds, name, title } of shown) print(`${seconds.toFixed(1).padStart(8)} s  ${title}: ${name}`);
}

/**
 * `parts` are {title, work, alone?}; `work` resolves with {passed, failed, skipped, output, failures?, note?, tests?: [{name, seconds}]}.
 * Returns the closing line, which is for people and for machines; any failure sets the exit status.
 */
export async function run_parts(parts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failing = [];
  const tests = [];
  await share_out(parts, availableParallelism(), async (part) => {
    const result = await run_part(part);
    for (const word of Object.keys(total)) total[word] += result[word];
    if (result.failed) failing.push(part.title);
    tests.push(...(result.tests ?? []).map((test) => ({ ...test, title: part.title })));
  });
  print_slowest(tests);
  if (failing.length) print(`\nfailing: ${failing.join('; ')}\n`);
  process.exitCode = total.failed ? 1 : 0;
  return words(total);
}
