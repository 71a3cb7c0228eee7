// What the columns of a visitor's table can be used for: the first guess, and the rules.
import type { Column } from '../base/protocol.ts';

export const uses = ['input', 'target', 'unused'] as const;
export type Use = (typeof uses)[number];

/** Indices of columns. */
export interface Chosen {
  inputs: number[];
  target: number;
}

/** A target of text names classes: only this demo predicts them. */
const demo_for_text = 'classification';

/** This one learns a column by itself, as it goes on from row to row, and needs no inputs. */
const demo_for_series = 'rnn';

const resting = (column: Column | undefined): Use => (column?.numeric ? 'input' : 'unused');

/** The last column is the target, as most tables have it; every other numeric column is an input. */
export function first_choice(columns: readonly Column[]): Use[] {
  return columns.map((column, index) => (index === columns.length - 1 ? 'target' : resting(column)));
}

/** `choice` with another use of one column; there is one target. */
export function with_use(columns: readonly Column[], choice: readonly Use[], index: number, use: Use): Use[] {
  return choice.map((given, other) => {
    if (other === index) return use;
    return use === 'target' && given === 'target' ? resting(columns[other]) : given;
  });
}

/** What `demo` makes of the choice: a series has no inputs. */
export const used_by = (demo: string, choice: readonly Use[]): Use[] =>
  choice.map((use) => (demo === demo_for_series && use === 'input' ? 'unused' : use));

/** The inputs and the target, or null where there is not one target, or no input though `demo` needs one. */
export function chosen(demo: string, choice: readonly Use[]): Chosen | null {
  const places = (wanted: Use): number[] =>
    used_by(demo, choice).flatMap((use, index) => (use === wanted ? [index] : []));
  const inputs = places('input');
  const [target, ...more] = places('target');
  const enough = inputs.length > 0 || demo === demo_for_series;
  return target === undefined || more.length > 0 || !enough ? null : { inputs, target };
}

/** The one of `demos` that suits the choice: the open one, unless the target is text, or the only numbers there are. */
export function demo_for(
  columns: readonly Column[],
  choice: readonly Use[],
  demos: readonly string[],
  open: string,
): string {
  const target = columns[choice.indexOf('target')];
  if (target && !target.numeric && demos.includes(demo_for_text)) return demo_for_text;
  const alone = !columns.some(({ numeric }, index) => numeric && choice[index] !== 'target');
  if (alone && demos.includes(demo_for_series)) return demo_for_series;
  return demos.includes(open) ? open : (demos[0] ?? open);
}
