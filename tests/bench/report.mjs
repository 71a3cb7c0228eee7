// The rows of the bench as a Markdown table, one line a contender and one column a task.
import { name_of } from './contenders.mjs';

export const shown = (number) => (number >= 100 ? Math.round(number).toLocaleString('en') : number.toPrecision(3));

/** Every contender in the order of its first row, with its rows by task. */
export function by_contender(rows) {
  const lines = new Map();
  for (const row of rows) {
    const name = name_of(row);
    if (!lines.has(name)) lines.set(name, { ...row, name, tasks: {} });
    lines.get(name).tasks[row.task] = row;
  }
  return [...lines.values()];
}

const table = (heads, lines) =>
  [heads, heads.map((_, column) => (column === 0 ? '---' : '--:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const about_shares = 'In brackets: the share of what as many threads of this machine multiply and add at best in that build, measured in the same second.';

/** Medians; of tasks with `unit` alone, so that a column is wide enough for its numbers. */
export function markdown(rows, refusals = []) {
  const units = [...new Set(rows.map(({ unit }) => unit))];
  const tables = units.map((unit) => {
    const mine = rows.filter((row) => row.unit === unit);
    const tasks = [...new Set(mine.map(({ task }) => task))];
    const cell = (line, task) => {
      const { median, share } = line.tasks[task] ?? {};
      if (share !== undefined) return `${shown(median)} (${Math.round(100 * share)} %)`;
      if (median !== undefined) return shown(median);
      return refusals.some((refusal) => refusal.task === task && refusal.contender === line.name) ? 'cannot' : '';
    };
    const lines = by_contender(mine).map((line) => [line.name, ...tasks.map((task) => cell(line, task))]);
    return table([unit, ...tasks], lines);
  });
  const notes = refusals.map(({ task, contender, reason }) => `- ${task}, ${contender}: ${reason}`);
  const shares = rows.some(({ share }) => share !== undefined) ? [about_shares] : [];
  return [...tables, ...shares, ...(notes.length ? [`Not timed:\n\n${notes.join('\n')}`] : [])].join('\n\n');
}

/** The same for the presets of the demos: one line a row. */
export const preset_table = (rows) =>
  table(
    ['preset', 'build', 'threads', 'unit', 'median', 'min', 'max'],
    rows.map(({ task, build, threads, unit, median, min, max }) => [task, build, threads, unit, ...[median, min, max].map(shown)]),
  );
