// What the columns of a visitor's table can be used for: the first guess, and the rules.
import type { Column, Demo } from '../base/protocol.ts';

export const uses = ['input', 'target', 'unused'] as const;
export type Use = (typeof uses)[number];

/** Indices of columns. */
export interface Chosen {
  inputs: number[];
  target: number;
}

/** What there is to know of a demo here. */
export type TableDemo = Pick<Demo, 'id' | 'table_target'>;

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

const is_series = (demo: TableDemo): boolean => demo.table_target === 'series';

/** What `demo` makes of the choice: a series has no inputs. */
export const used_by = (demo: TableDemo, choice: readonly Use[]): Use[] =>
  choice.map((use) => (is_series(demo) && use === 'input' ? 'unused' : use));

/** The inputs and the target, or null where there is not one target, or no input though `demo` needs one. */
export function chosen(demo: TableDemo, choice: readonly Use[]): Chosen | null {
  const places = (wanted: Use): number[] =>
    used_by(demo, choice).flatMap((use, index) => (use === wanted ? [index] : []));
  const inputs = places('input');
  const [target, ...more] = places('target');
  const enough = inputs.length > 0 || is_series(demo);
  return target === undefined || more.length > 0 || !enough ? null : { inputs, target };
}

/**
 * The one of `demos`, of which there is one at least, that suits the choice: the open one, unless the target is text, or
 * the only numbers there are.
 */
export function demo_for(
  columns: readonly Column[],
  choice: readonly Use[],
  demos: readonly TableDemo[],
  open: string,
): TableDemo {
  const learning = (what: Demo['table_target']) => demos.find(({ table_target }) => table_target === what);
  const target = columns[choice.indexOf('target')];
  const names_classes = target && !target.numeric;
  const alone = !columns.some(({ numeric }, index) => numeric && choice[index] !== 'target');
  const suited = (names_classes ? learning('classes') : undefined) ?? (alone ? learning('series') : undefined);
  return (suited ?? demos.find(({ id }) => id === open) ?? learning('number') ?? demos[0]) as TableDemo;
}
