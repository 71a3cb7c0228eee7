// Small pictures in rows, and matrices.
import { list, tensor } from '../told/told.ts';
import { type Ink, type Inks, mixed, of_class, signed } from './inks.ts';
import { draw_pixels, fitted, type Painter, range_of } from './painter.ts';

interface Group {
  images: string;
  palette: string;
  range?: number[];
}

/** How the numbers of a group are coloured, by their place. */
function image_ink(inks: Inks, { palette, range = [] }: Group, data: ArrayLike<number>): (place: number) => Ink {
  const [low, high] = range.length === 2 ? (range as [number, number]) : range_of(data);
  if (palette === 'rgb') return (place) => [0, 1, 2].map((i) => 255 * (data[3 * place + i] ?? 0)) as unknown as Ink;
  if (palette === 'classes') return (place) => ((data[place] ?? 0) < 1 ? inks.card : of_class(inks, (data[place] ?? 0) - 1));
  if (palette === 'heat') return (place) => mixed(inks.card, inks.positive, (data[place] ?? 0) / (high || 1));
  if (palette === 'sign') {
    const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return (place) => signed(inks, (data[place] ?? 0) / size);
  }
  return (place) => mixed(inks.card, inks.text, ((data[place] ?? low) - low) / (high - low || 1));
}

/** Columns of a grid of `count` tiles of such a shape, so that they are as large as they can be. */
function columns_for(count: number, aspect: number, width: number, height: number): number {
  const side = (columns: number): number => Math.min(width / columns, (height / Math.ceil(count / columns)) * aspect);
  return Array.from({ length: count }, (_, i) => i + 1).reduce((best, one) => (side(one) > side(best) ? one : best), 1);
}

const most_tiles = 24;
const most_groups = 2; // what it is given, and what it makes of it

/** The first pictures of the first groups. */
export const paint_images: Painter = (sheet, view) => {
  const groups = list<Group>(view.options.groups).slice(0, most_groups).flatMap((group) => {
    const { shape, data } = tensor(view, group.images);
    const [count = 0, rows = 0, columns = 0] = shape;
    return count * rows * columns > 0 ? [{ ink: image_ink(sheet.inks, group, data), count, rows, columns }] : [];
  });
  const share = Math.max(1, Math.floor(most_tiles / Math.max(1, groups.length)));
  const tiles = groups.flatMap(({ ink, count, rows, columns }) =>
    Array.from({ length: Math.min(count, share) }, (_, i) => ({ ink, rows, columns, from: i * rows * columns })),
  );
  const [first] = tiles;
  if (first === undefined) return;
  const aspect = first.columns / first.rows;
  const across = columns_for(tiles.length, aspect, sheet.width, sheet.height);
  const down = Math.ceil(tiles.length / across);
  const grid = fitted(sheet, (across * aspect) / down);
  const [width, height] = [grid.width / across, grid.height / down];
  for (const [i, { ink, rows, columns, from }] of tiles.entries()) {
    const box = { x: grid.x + (i % across) * width, y: grid.y + Math.floor(i / across) * height, width: 0.92 * width, height: 0.92 * height };
    draw_pixels(sheet, box, columns, rows, (place) => ink(from + place), false);
  }
};

export const paint_matrix: Painter = (sheet, view) => {
  const { shape, data } = tensor(view, 'values');
  const [rows = 0, columns = 0] = shape;
  if (rows * columns === 0) return;
  const [low, high] = range_of(data);
  const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const by_sign = view.options.palette === 'diverging';
  const ink = (place: number): Ink =>
    by_sign ? signed(sheet.inks, (data[place] ?? 0) / size) : mixed(sheet.inks.card, sheet.inks.positive, (data[place] ?? 0) / size);
  draw_pixels(sheet, fitted(sheet, columns / rows), columns, rows, ink, false);
};
