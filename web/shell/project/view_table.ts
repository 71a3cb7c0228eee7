// What a view shows, as a table or as plain text.
import { csv } from '../base/csv.ts';
import type { ViewData } from '../run/view_data.ts';

/** The arrays of a view under each other, each below its name and shape, the last axis in columns. */
export function csv_of_view({ tensors }: ViewData): string {
  const tables = Object.entries(tensors).map(([name, { shape, data }]) => {
    const columns = Math.max(1, shape.at(-1) ?? 1);
    const rows = Array.from({ length: Math.ceil(data.length / columns) }, (_, row) => [
      ...data.subarray(row * columns, (row + 1) * columns),
    ]);
    return csv([[name, ...shape], ...rows]);
  });
  return tables.join('\r\n');
}

interface Curves {
  name: string;
  role: string;
  x: number[];
  y: number[];
}

/** The lines of a chart, by their labels. */
export function curves_of({ options, tensors }: ViewData): Curves[] {
  const series = (options.series ?? []) as { label: string; x: string; y: string; role: string }[];
  const numbers = (name: string): number[] => [...(tensors[name]?.data ?? [])];
  return series.map(({ label, role, x, y }) => ({ name: label, role, x: numbers(x), y: numbers(y) }));
}

/** Each line's places and values, in columns of its own. */
export function csv_of_curves(curves: Curves[], name_of: (label: string) => string, axis: string): string {
  const longest = Math.max(0, ...curves.map(({ x }) => x.length));
  const rows = Array.from({ length: longest }, (_, row) => curves.flatMap(({ x, y }) => [x[row], y[row]]));
  return csv([curves.flatMap(({ name }) => [axis, name_of(name)]), ...rows]);
}

/** The numbers of a view as a file: a chart's curves beside each other, of another its arrays. */
export function csv_of(view: ViewData, name_of: (label: string) => string): string {
  const curves = curves_of(view);
  if (curves.every(({ x }) => x.length === 0)) return csv_of_view(view);
  return csv_of_curves(curves, name_of, name_of(String(view.options.x ?? '=x')));
}

/** What a network wrote, if the view holds pieces of text. */
export function text_of_view({ options }: ViewData): string | null {
  const groups = options.groups as { tokens?: unknown }[] | undefined;
  if (!Array.isArray(groups)) return null;
  const texts = groups.flatMap(({ tokens }) => (Array.isArray(tokens) ? [tokens.map(String).join('')] : []));
  return texts.length > 0 ? texts.join('\n\n') : null;
}
