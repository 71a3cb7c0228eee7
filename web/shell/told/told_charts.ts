// Charts: curves over an axis, bars, histograms.
import { number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import { curves_of } from '../project/view_table.ts';
import type { ViewData } from '../run/view_data.ts';
import { curve_sentence } from './course.ts';
import { extremes, labels, list, numbers, type Sheet, type Table, type Teller, word } from './told.ts';

export interface Line {
  name: string;
  x: readonly number[];
  y: readonly number[];
}

/** How many rows stand for a curve of any length. */
const overview_rows = 20;

/** The curves beside each other, a row for every place that one of them has. */
function lines_table(axis: string, lines: readonly Line[]): Table {
  const values = lines.map(({ x, y }) => new Map(x.map((place, i) => [place, y[i] ?? NaN])));
  const places = [...new Set(lines.flatMap(({ x }) => [...x]))].sort((a, b) => a - b);
  const filled = places.map((place) => values.filter((curve) => curve.has(place)).length);
  const fullest = filled.reduce((most, count) => Math.max(most, count), 0);
  const full = places.flatMap((_, index) => (filled[index] === fullest ? [index] : []));
  const stride = Math.max(1, Math.ceil(full.length / overview_rows));
  const overview = full.filter((_, index) => index % stride === 0);
  if (places.length > 0 && overview.at(-1) !== places.length - 1) overview.push(places.length - 1);
  return {
    columns: [axis, ...lines.map(({ name }) => name)],
    count: places.length,
    row: (index) => {
      const place = places[index] as number;
      return [number_text(place), ...values.map((curve) => (curve.has(place) ? number_text(curve.get(place)) : ''))];
    },
    overview,
  };
}

/** The curves of a chart by their names. */
export const lines_of = (view: ViewData): Line[] => curves_of(view).map(({ name, x, y }) => ({ name: word(name), x, y }));

export const tell_lines: Teller = (view) => {
  const axis = word(view.options.x);
  const lines = lines_of(view);
  const bands = list<{ label: string; x: string; low: string; high: string }>(view.options.bands);
  const edges = bands.flatMap(({ label, x, low, high }): Line[] =>
    [['mirror.band.low', low] as const, ['mirror.band.high', high] as const].map(([key, edge]) => ({
      name: text(key, { name: word(label) }),
      x: [...Array.from(numbers(view, x))],
      y: [...Array.from(numbers(view, edge))],
    })),
  );
  return {
    sentences: lines.map(({ name, x, y }) => curve_sentence(name, axis, x, y)),
    sheets: [{ name: '', table: () => lines_table(axis, [...lines, ...edges]) }],
  };
};

interface Series {
  label: string;
  values: string;
}

export const tell_bars: Teller = (view) => {
  const names = labels(view.options.labels);
  const series = list<Series>(view.options.series).map(({ label, values }) => ({
    name: word(label),
    values: numbers(view, values),
  }));
  const sentences = series.flatMap(({ name, values }) => {
    const { least, most } = extremes(values);
    const told = { name, at: names[most] ?? '', value: number_text(values[most]) };
    if (most < 0) return [text('mirror.curve.none', { name })];
    if (names.length === 1) return [text('mirror.bars.one', told)];
    return [text('mirror.bars', { ...told, least_at: names[least] ?? '', least: number_text(values[least]) })];
  });
  const table = (): Table => ({
    columns: [word(view.options.x), ...series.map(({ name }) => name)],
    count: names.length,
    row: (index) => [names[index] ?? '', ...series.map(({ values }) => number_text(values[index]))],
  });
  return { sentences, sheets: [{ name: '', table }] };
};

interface Histogram {
  label: string;
  series: { label: string; counts: string; low: number; high: number }[];
}

export const tell_histograms: Teller = (view) => {
  const groups = list<Histogram>(view.options.groups).flatMap(({ label, series }) =>
    series.map(({ label: what, counts, low, high }) => {
      const heights = numbers(view, counts);
      const edge = (bin: number): string => number_text(low + (bin * (high - low)) / heights.length);
      return { name: [word(label), word(what)].filter(Boolean).join(', '), heights, edge };
    }),
  );
  const sentences = groups.map(({ name, heights, edge }) => {
    const { most } = extremes(heights);
    const ends = { low: edge(0), high: edge(heights.length) };
    if (most < 0) return text('mirror.curve.none', { name });
    return text('mirror.histogram', { name, ...ends, from: edge(most), to: edge(most + 1) });
  });
  const sheets = groups.map(({ name, heights, edge }): Sheet => {
    const columns = [text('mirror.histogram.from'), text('mirror.histogram.to'), text('mirror.histogram.count')];
    const row = (bin: number): string[] => [edge(bin), edge(bin + 1), number_text(heights[bin])];
    return { name, table: () => ({ columns, count: heights.length, row }) };
  });
  return { sentences, sheets };
};
