// What the columns of a visitor's table can be used for: the first guess, and the rules.
import type { Column } from './protocol.ts';

export const uses = ['input', 'target', 'unused'] as const;
export type Use = (typeof uses)[number];

/** Indices of columns. */
export interface Chosen {
  inputs: number[];
  target: number;
}

/** A target of text names classes: only this demo predicts them. */
const demo_for_text = 'classification';

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

/** The inputs and the target, or null where there is not one target and an input at least. */
export function chosen(choice: readonly Use[]): Chosen | null {
  const places = (use: Use): number[] => choice.flatMap((given, index) => (given === use ? [index] : []));
  const inputs = places('input');
  const [target, ...more] = places('target');
  return target === undefined || more.length > 0 || inputs.length === 0 ? null : { inputs, target };
}

/** The one of `demos` that suits the choice: the open one, unless the target is text. */
export function demo_for(
  columns: readonly Column[],
  choice: readonly Use[],
  demos: readonly string[],
  open: string,
): string {
  const target = columns[choice.indexOf('target')];
  if (target && !target.numeric && demos.includes(demo_for_text)) return demo_for_text;
  return demos.includes(open) ? open : (demos[0] ?? open);
}
