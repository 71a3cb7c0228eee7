// What the columns of a visitor's table can be used for: the first guess, and the rules.
import type { Column, Table } from '../base/file_messages.ts';
import type { Demo } from '../base/protocol.ts';

export const uses = ['input', 'target', 'unused'] as const;
export type Use = (typeof uses)[number];

/** Indices of columns. */
export interface Chosen {
  inputs: number[];
  target: number;
}

/** What there is to know of a demo here. */
export type TableDemo = Pick<Demo, 'id' | 'table_target'>;

/** As columns of classes are called, whatever stands in them, and as targets are called besides. */
const called_classes = /^(class(es)?|labels?|species|variety|category|kind|diagnosis|klasse|clase|categoría|especie)$/i;
const called_target = /^(y|target|outcome|output|result|response|answer|ziel|objetivo)$/i;

const most_classes = 10; // of a column of words that is taken for the target though it is the first
const rows_per_class = 5; // that it has at least

const resting = (column: Column | undefined): Use =>
  column?.numeric && !column.counts_rows && column.kind !== 'date' ? 'input' : 'unused';

const names_classes = ({ kind, different }: Column, rows: number): boolean =>
  kind === 'text' && different > 1 && different <= most_classes && rows >= rows_per_class * different;

/** The target by its name, or by being the one column of few words at an edge of the table, or by being the last. */
function likely_target({ columns, rows }: Table): number {
  const named = (pattern: RegExp): number => columns.findLastIndex(({ name }) => pattern.test(name.trim()));
  const by_name = [called_classes, called_target].map(named).find((index) => index >= 0);
  if (by_name !== undefined) return by_name;
  const last = columns.length - 1;
  const of_words = columns.flatMap((column, index) => (names_classes(column, rows) ? [index] : []));
  const [words, ...more] = of_words;
  if (words !== undefined && more.length === 0 && (words === 0 || words === last)) return words;
  const number = columns.findLastIndex((column) => resting(column) === 'input');
  const ids = columns[last]?.kind === 'text' && columns[last].different * 2 > rows; // each its own: remarks, names
  return number >= 0 && (ids || columns[last]?.counts_rows || columns[last]?.kind === 'date') ? number : last;
}

/** The likely target; every other column of numbers is an input, dates and rows' numbers only where there is nothing else. */
export function first_choice(table: Table): Use[] {
  const { columns } = table;
  const target = likely_target(table);
  const choice = columns.map((column, index): Use => (index === target ? 'target' : resting(column)));
  if (choice.includes('input')) return choice;
  return columns.map((column, index) => (index !== target && column.numeric ? 'input' : (choice[index] as Use)));
}

/** `choice` with another use of one column; there is one target. */
export function with_use(columns: readonly Column[], choice: readonly Use[], index: number, use: Use): Use[] {
  return choice.map((given, other) => {
    if (other === index) return use;
    return use === 'target' && given === 'target' ? resting(columns[other]) : given;
  });
}

export const is_series = (demo: TableDemo): boolean => demo.table_target === 'series';

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
 * The one of `demos`, of which there is one at least, that suits the choice: the open one, unless the target is words,
 * or called classes, or the only numbers there are.
 */
export function demo_for(
  columns: readonly Column[],
  choice: readonly Use[],
  demos: readonly TableDemo[],
  open: string,
): TableDemo {
  const learning = (what: Demo['table_target']) => demos.find(({ table_target }) => table_target === what);
  const target = columns[choice.indexOf('target')];
  const classes = target && (!target.numeric || target.kind === 'yes_no' || called_classes.test(target.name.trim()));
  const alone = !columns.some(({ numeric, kind }, index) => numeric && kind !== 'date' && choice[index] !== 'target');
  const suited = (classes ? learning('classes') : undefined) ?? (alone ? learning('series') : undefined);
  return (suited ?? demos.find(({ id }) => id === open) ?? learning('number') ?? demos[0]) as TableDemo;
}
