// Points on a plane.
import { datum_text, number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { counted, extremes, grid_table, labels, list, numbers, place_text, type Sheet, type Teller, tensor, word } from './told.ts';

/** The parts of the data, by what `split` says of a point. */
const parts = ['ui.points.train', 'ui.points.test', 'ui.points.own'];

/** "A: 150, B: 148", in the order of the numbers that they are counted by; what nothing has is left out. */
function shares(of: ArrayLike<number>, name_of: (value: number) => string): string[] {
  const counts = new Map<number, number>();
  for (const value of Array.from(of)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([value, count]) => `${name_of(value)}: ${number_text(count)}`);
}

/** The bounds of a field or a picture of it, cut into as many equal parts as it has numbers, by their middles. */
const middles = (low: number, high: number, count: number): string[] =>
  counted(count).map((_, i) => number_text(low + ((i + 0.5) * (high - low)) / count));

/** What a class of a plane's points is called, by its number. */
export function class_names_of({ options }: ViewData): (value: number) => string {
  const names = labels(options.class_names);
  if (!options.clusters) return (value) => names[value] ?? text('ui.points.class', { class: value + 1 });
  return (value) => (value < 0 ? text('ui.points.noise') : text('ui.points.cluster', { cluster: value + 1 }));
}

export const tell_scatter: Teller = (view) => {
  const { options } = view;
  const [x, y] = [word(options.x), word(options.y)];
  const [left = 0, right = 1, bottom = 0, top = 1] = list<number>(options.bounds);
  const classes = Number(options.classes ?? 0);
  const clusters = Boolean(options.clusters);
  const names = labels(options.class_names);
  const texts = list(options.texts);
  const [points, label, split] = [numbers(view, 'points'), numbers(view, 'labels'), numbers(view, 'split')];
  const count = points.length / 2;

  const class_name = class_names_of(view);
  const ends = { left: datum_text(left), right: datum_text(right), bottom: datum_text(bottom), top: datum_text(top) };
  const sentences = [text(count === 1 ? 'mirror.points.one' : 'mirror.points', { count, x, y, ...ends })];
  if (options.note) sentences.unshift(word(options.note));
  if (new Set(Array.from(split)).size > 1)
    sentences.push(text('mirror.points.parts', { parts: shares(split, (part) => text(parts[part] ?? '')) }));
  if (classes > 0 && count > 0 && (names.length > 0 || clusters) && texts.length === 0)
    sentences.push(text(clusters ? 'mirror.points.clusters' : 'mirror.points.classes', { classes: shares(label, class_name) }));
  for (const mark of list<{ label: string; x: number; y: number }>(options.marks))
    sentences.push(text('mirror.points.mark', { name: word(mark.label), place: place_text(mark.x, mark.y) }));

  const sheets: Sheet[] = [];
  if (count > 0) {
    const known = classes > 0 ? (i: number): string => class_name(label[i] ?? NaN) : (i: number): string => datum_text(label[i]);
    const named = texts.length > 0 ? text('mirror.points.name') : text('mirror.points.number');
    const columns = [named, x, y, text(classes > 0 ? 'mirror.points.class' : 'mirror.points.value'), text('mirror.points.part')];
    const row = (i: number): string[] => [
      texts[i] ?? String(i + 1),
      datum_text(points[2 * i]),
      datum_text(points[2 * i + 1]),
      known(i),
      text(parts[split[i] ?? 0] ?? ''),
    ];
    sheets.push({ name: text('mirror.points.table'), table: () => ({ columns, count, row }) });
  }
  for (const curve of list<{ label: string; x: string; y: string }>(options.curves)) {
    const [xs, ys] = [numbers(view, curve.x), numbers(view, curve.y)];
    const name = word(curve.label);
    const last = xs.length - 1;
    if (last < 0) continue;
    sentences.push(text('mirror.points.curve', { name, from: place_text(xs[0], ys[0]), to: place_text(xs[last], ys[last]) }));
    const row = (i: number): string[] => [String(i + 1), datum_text(xs[i]), datum_text(ys[i])];
    sheets.push({ name, table: () => ({ columns: [text('mirror.points.number'), x, y], count: xs.length, row }) });
  }
  const centres = tensor(view, 'centres').data;
  if (centres.length > 0)
    sheets.push({ name: text('mirror.points.centres'), table: () => grid_table(centres, [x, y], counted(centres.length / 2)) });
  const field = tensor(view, 'field');
  const [rows = 0, columns = 0, layers = 1] = field.shape;
  if (field.data.length > 0 && layers === 1) {
    const { least, most } = extremes(field.data);
    const [across, up] = [middles(left, right, columns), middles(bottom, top, rows)];
    const at = (place: number): string => `(${across[place % columns]}; ${up[Math.floor(place / columns)]})`;
    const told = { least: number_text(field.data[least]), most: number_text(field.data[most]) };
    sentences.push(text('mirror.points.field', { ...told, least_at: at(least), most_at: at(most) }));
    const corner = text('mirror.matrix.corner', { y, x });
    sheets.push({ name: text('mirror.points.field.table'), table: () => grid_table(field.data, across, up, 0, corner) });
  }
  return { sentences, sheets };
};
