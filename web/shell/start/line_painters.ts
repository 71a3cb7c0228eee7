// Curves over a common axis, and texts that a network writes.
import { list, tensor } from '../told/told.ts';
import { css } from './inks.ts';
import { draw_line, type Painter, range_of } from './painter.ts';

interface Series {
  role: string;
  x: string;
  y: string;
}

/** Roles of what curves are compared with. */
const pale = ['lately', 'former', 'reference'];

export const paint_lines: Painter = (sheet, view) => {
  const { width, height, inks } = sheet;
  const by_size = view.options.log_y === true ? Math.log : (value: number): number => value;
  const lines = list<Series>(view.options.series).map(({ role, x, y }) => ({
    role,
    x: tensor(view, x).data,
    y: Array.from(tensor(view, y).data, by_size),
  }));
  const [left, right] = range_of(lines.flatMap(({ x }) => Array.from(x)));
  const [low, high] = range_of(lines.flatMap(({ y }) => y));
  const margin = height / 10;
  const at_x = (x: number): number => margin + ((x - left) / (right - left || 1)) * (width - 2 * margin);
  const at_y = (y: number): number => height - margin - ((y - low) / (high - low || 1)) * (height - 2 * margin);
  for (const { role, x, y } of lines) {
    const color = css(pale.includes(role) ? inks.faint : role === 'test' ? inks.test : inks.train);
    draw_line(sheet, x.length, (i) => [at_x(x[i] ?? NaN), at_y(y[i] ?? NaN)], color, height / 60);
  }
};

interface Group {
  given: number;
  tokens: string[];
}

/** What it was given in pale letters, what it wrote itself in full ones; a line a text, or as many as one takes. */
export const paint_tokens: Painter = ({ context, width, height, inks }, view) => {
  const size = height / 9;
  const margin = size;
  context.font = `${size}px Inter, system-ui, sans-serif`;
  context.textBaseline = 'top';
  let [x, y] = [margin, margin];
  for (const { given, tokens } of list<Group>(view.options.groups)) {
    for (const [i, token] of tokens.entries()) {
      const written = token.replace(/\s/g, ' ');
      const wide = context.measureText(written).width;
      if (x > margin && x + wide > width - margin) [x, y] = [margin, y + 1.4 * size];
      if (y + size > height - margin / 2) return;
      context.fillStyle = css(i < given ? inks.soft : inks.text);
      context.fillText(x === margin ? written.trimStart() : written, x, y);
      x += x === margin ? context.measureText(written.trimStart()).width : wide;
    }
    [x, y] = [margin, y + 1.4 * size];
  }
};
