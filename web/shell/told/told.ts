// What a view tells in words and numbers, whichever kind it is.
import { label_text } from '../base/names.ts';
import { datum_text, number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import type { TensorData, ViewData } from '../run/view_data.ts';

/** Rows are made when they are looked at. */
export interface Table {
  columns: string[];
  /** How many rows. */
  count: number;
  /** The cells of a row, the first of which names it. */
  row(index: number): string[];
  /** The rows that stand for all, where the first ones would not. */
  overview?: number[];
}

/** A table on request, by name where there are several. */
export interface Sheet {
  name: string;
  table(): Table;
}

/** A text that a network wrote. */
export interface Passage {
  /** What it is, and how it was judged. */
  about: string;
  /** What it was given to begin with. */
  given: string;
  written: string;
}

export interface Told {
  sentences: string[];
  passages?: Passage[];
  /** That says it all and is short. */
  table?: Table;
  sheets: Sheet[];
}

export type Teller = (view: ViewData) => Told;

export const list = <Item = string>(value: unknown): Item[] => (Array.isArray(value) ? (value as Item[]) : []);
export const labels = (value: unknown): string[] => list(value).map(label_text);
export const word = (value: unknown): string => label_text(String(value ?? ''));

/** An array of a view; an empty one where there is none. */
export const tensor = ({ tensors }: ViewData, name: unknown): TensorData =>
  tensors[String(name)] ?? { shape: [0], data: new Float32Array() };

export const numbers = (view: ViewData, name: unknown): ArrayLike<number> => tensor(view, name).data;

/** The place of the least and of the greatest number; -1 where there is none. */
export function extremes(values: ArrayLike<number>): { least: number; most: number } {
  const found = { least: -1, most: -1 };
  for (let place = 0; place < values.length; ++place) {
    const value = values[place] ?? NaN;
    if (!Number.isFinite(value)) continue;
    if (found.least < 0 || value < (values[found.least] as number)) found.least = place;
    if (found.most < 0 || value > (values[found.most] as number)) found.most = place;
  }
  return found;
}

export const place_text = (x: number | undefined, y: number | undefined): string => `(${datum_text(x)}; ${datum_text(y)})`;

export const counted = (count: number): string[] => Array.from({ length: count }, (_, place) => String(place + 1));

/** Numbers in rows, from the place `from` on; rows and columns that have no names have numbers. */
export function grid_table(
  values: ArrayLike<number>,
  columns: readonly string[],
  rows: readonly string[],
  from = 0,
  corner = '',
): Table {
  const width = columns.length;
  const row = (index: number): string[] => [
    rows[index] ?? '',
    ...columns.map((_, column) => number_text(values[from + index * width + column])),
  ];
  return { columns: [corner, ...columns], count: rows.length, row };
}

/** The arrays of a view as they are, of a kind that has no teller. */
export function tell_arrays(view: ViewData): Told {
  const sheets = Object.entries(view.tensors).map(([name, { shape, data }]): Sheet => {
    const width = Math.max(1, shape.at(-1) ?? 1);
    return { name, table: () => grid_table(data, counted(width), counted(Math.ceil(data.length / width))) };
  });
  return { sentences: sheets.length > 0 ? [text('mirror.arrays', { count: sheets.length })] : [], sheets };
}
