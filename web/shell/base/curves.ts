// Curves over a common axis as SVG, to be looked at beside each other.
import { language } from './language.ts';

export interface Curve {
  name: string;
  x: readonly number[];
  y: readonly number[];
  /** A class of the page's style. */
  style: string;
}

const namespace = 'http://www.w3.org/2000/svg';
const size = { width: 480, height: 200, left: 52, bottom: 22, top: 8, right: 8 };
const short = new Intl.NumberFormat(language, { maximumSignificantDigits: 3, notation: 'compact' });

function part(kind: string, attributes: Record<string, string | number>, text = ''): SVGElement {
  const made = document.createElementNS(namespace, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

const ends = (numbers: number[]): [number, number] => {
  const low = numbers.reduce((least, one) => Math.min(least, one), Infinity);
  const high = numbers.reduce((most, one) => Math.max(most, one), -Infinity);
  return low < high ? [low, high] : [low - 1, low + 1];
};

/** `label` says what is to be seen; the axes tell their ends. Nothing is drawn where there is no number. */
export function curves_picture(curves: readonly Curve[], label: string): SVGElement {
  const { width, height, left, bottom, top, right } = size;
  const picture = part('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, class: 'curves' });
  const all_y = curves.flatMap(({ y }) => y.filter(Number.isFinite));
  if (all_y.length === 0) return picture;
  const [x_low, x_high] = ends(curves.flatMap(({ x }) => [...x]));
  const [y_low, y_high] = ends(all_y);
  const at_x = (x: number): number => left + ((x - x_low) / (x_high - x_low)) * (width - left - right);
  const at_y = (y: number): number => height - bottom - ((y - y_low) / (y_high - y_low)) * (height - bottom - top);
  for (const share of [0, 0.5, 1]) {
    const y = y_low + share * (y_high - y_low);
    const x = x_low + share * (x_high - x_low);
    picture.append(part('line', { x1: left, x2: width - right, y1: at_y(y), y2: at_y(y), class: 'grid' }));
    picture.append(part('text', { x: left - 6, y: at_y(y) + 4, 'text-anchor': 'end' }, short.format(y)));
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    picture.append(part('text', { x: at_x(x), y: height - 6, 'text-anchor': anchor }, short.format(x)));
  }
  for (const { name, x, y, style } of curves) {
    const points = x.flatMap((place, i) => {
      const value = y[i] ?? NaN;
      return Number.isFinite(value) ? [`${at_x(place).toFixed(1)},${at_y(value).toFixed(1)}`] : [];
    });
    const line = part('polyline', { points: points.join(' '), class: style });
    line.append(part('title', {}, name));
    picture.append(line);
  }
  return picture;
}
