// Points in a plane over what a model answers there.
import { list, tensor } from '../told/told.ts';
import { css, type Ink, type Inks, mixed, of_class, signed } from './inks.ts';
import { type Box, draw_line, draw_pixels, fitted, type Painter, range_of, type Sheet } from './painter.ts';
import type { TensorData, ViewData } from '../run/view_data.ts';

interface Curve {
  role: string;
  x: string;
  y: string;
}

/** Of classes the likeliest, the paler the closer the second is. */
function vote(inks: Inks, values: ArrayLike<number>, from: number, classes: number): Ink {
  let [best, first, second] = [-1, 0, 0];
  for (let c = 0; c < classes; ++c) {
    const share = values[from + c] ?? 0;
    if (share > first) [best, first, second] = [c, share, first];
    else if (share > second) second = share;
  }
  return mixed(inks.card, of_class(inks, best), best < 0 ? 0 : 0.5 * Math.min(1, 0.15 + first - second));
}

/** How a number of the field is coloured. */
function field_ink({ inks }: Sheet, { options }: ViewData, { shape, data }: TensorData): (place: number) => Ink {
  const [, , classes = 1] = shape;
  if (classes > 1) return (place) => vote(inks, data, place * classes, classes);
  const known = list<number>(options.field_range);
  const [low, high] = known.length === 2 ? (known as [number, number]) : range_of(data);
  const part = (place: number): number => ((data[place] ?? NaN) - low) / (high - low || 1);
  if (Number(options.classes) === 2) {
    const [first, second] = [of_class(inks, 0), of_class(inks, 1)];
    return (place) => {
      const sure = 2 * part(place) - 1;
      return mixed(inks.card, sure < 0 ? first : second, 0.5 * Math.abs(sure));
    };
  }
  if (options.palette === 'sequential') return (place) => mixed(inks.card, inks.positive, 0.6 * (1 - part(place)));
  return (place) => mixed(inks.card, signed(inks, 2 * part(place) - 1), 0.5);
}

function draw_field(sheet: Sheet, view: ViewData, box: Box): void {
  const field = tensor(view, 'field');
  const [rows = 0, columns = 0] = field.shape;
  if (rows * columns === 0 || field.data.length === 0) return;
  const ink = field_ink(sheet, view, field);
  const turned = (place: number): number => (rows - 1 - Math.floor(place / columns)) * columns + (place % columns);
  draw_pixels(sheet, box, columns, rows, (place) => ink(turned(place)), true); // the first row of a field is the lowest
}

export const paint_scatter: Painter = (sheet, view) => {
  const { context, width, height, inks } = sheet;
  const { options } = view;
  const [left = 0, right = 1, bottom = 0, top = 1] = list<number>(options.bounds);
  const classes = Number(options.classes ?? 0);
  const square = classes > 0 && Math.abs((right - left) / (top - bottom) - 1) < 0.01;
  const box = square ? fitted(sheet, 1) : { x: 0, y: 0, width, height };
  const at = (x: number, y: number): [number, number] => [
    box.x + ((x - left) / (right - left)) * box.width,
    box.y + box.height - ((y - bottom) / (top - bottom)) * box.height,
  ];
  draw_field(sheet, view, box);
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  const lines = list<Curve>(options.curves).map(({ role, x, y }) => ({ role, x: tensor(view, x).data, y: tensor(view, y).data }));
  for (const { role, x, y } of lines) {
    const color = css(role === 'reference' ? inks.faint : role === 'test' ? inks.test : inks.train);
    draw_line(sheet, x.length, (i) => at(x[i] ?? NaN, y[i] ?? NaN), color, height / 60);
  }
  const { data: points } = tensor(view, 'points');
  const { data: labels } = tensor(view, 'labels');
  const { data: split } = tensor(view, 'split');
  const count = points.length / 2;
  const radius = (height / 60) * (count > 1000 ? 0.45 : count > 250 ? 0.7 : 1);
  for (let i = 0; i < count; ++i) {
    const [x, y] = at(points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN);
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = css(classes > 0 ? of_class(inks, labels[i] ?? 0) : split[i] === 1 ? inks.test : inks.train);
    context.fill();
    if (count > 1000) continue; // an edge would be all that is seen
    context.lineWidth = radius / 3;
    context.strokeStyle = css(inks.card);
    context.stroke();
  }
  context.restore();
};

/** Every method on every set of points, each small in its cell. */
export const paint_comparison: Painter = ({ context, width, height, inks }, view) => {
  const [rows, columns] = [list(view.options.rows).length, list(view.options.columns).length];
  const [wide, high] = [width / columns, height / rows];
  for (let cell = 0; cell < rows * columns; ++cell) {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    const { data: points } = tensor(view, `points.${row}`);
    const { data: labels } = tensor(view, `labels.${cell}`);
    const [low, top] = range_of(points);
    const at = (value = NaN): number => (value - low) / (top - low || 1);
    for (let i = 0; i < labels.length; ++i) {
      const [x, y] = [at(points[2 * i]), at(points[2 * i + 1])];
      context.fillStyle = css(of_class(inks, labels[i] ?? 0));
      context.fillRect((column + 0.08 + 0.84 * x) * wide, (row + 0.92 - 0.84 * y) * high, 1.5, 1.5);
    }
  }
};
