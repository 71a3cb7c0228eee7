// Runs the parts of the tests one after another, whatever the others did, and counts.
import { explain, stage } from './stages.mjs';

const words = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
const last_lines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');

/** One part: its counts, and shown beside them its note, where it has one. A part that throws, or runs nothing, has failed. */
async function run_part(title, work) {
  let result;
  try {
    await stage(title, async (say) => {
      result = await work(say);
      return [words(result), result.note].filter(Boolean).join('; ');
    });
  } catch (error) {
    explain(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  if (result.failed) process.stdout.write(`\n${last_lines(result.output, 80)}\n\n`);
  if (result.passed + result.failed > 0) return result;
  process.stdout.write(
    `\n  ${title} ran no test, which counts as a failure. It printed:\n${last_lines(result.output, 20)}\n\n`,
  );
  return { ...result, failed: 1 };
}

/** `parts` are [title, work] pairs. Returns the closing line, which is for people and for machines; any failure sets the exit status. */
export async function run_parts(parts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failing = [];
  for (const [title, work] of parts) {
    const result = await run_part(title, work);
    for (const word of Object.keys(total)) total[word] += result[word];
    if (result.failed) failing.push(title);
  }
  if (failing.length) process.stdout.write(`\nfailing: ${failing.join('; ')}\n\n`);
  process.exitCode = total.failed ? 1 : 0;
  return words(total);
}
