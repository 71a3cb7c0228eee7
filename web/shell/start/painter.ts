// What draws a view small and without words, and what they all need.
import type { ViewData } from '../run/view_data.ts';
import type { Ink, Inks } from './inks.ts';

export interface Sheet {
  context: CanvasRenderingContext2D;
  /** In pixels of the picture. */
  width: number;
  height: number;
  inks: Inks;
  /** Seconds, by which a picture that moves by itself tells where it is. */
  moment: number;
}

export type Painter = (sheet: Sheet, view: ViewData) => void;

/** The least and the greatest that is a number; 0 and 1 where nothing is. */
export function range_of(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; ++i) {
    const value = values[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The largest box of such a shape in the middle of the sheet. */
export function fitted({ width, height }: Pick<Sheet, 'width' | 'height'>, aspect: number): Box {
  const wide = Math.min(width, height * aspect);
  return { x: (width - wide) / 2, y: (height - wide / aspect) / 2, width: wide, height: wide / aspect };
}

/** Draws `columns` by `rows` pixels into `box`, the first row above; `smooth` lets neighbours run into each other. */
export function draw_pixels({ context }: Sheet, box: Box, columns: number, rows: number, ink: (place: number) => Ink, smooth: boolean): void {
  const canvas = new OffscreenCanvas(columns, rows);
  const own = canvas.getContext('2d');
  if (own === null) return;
  const pixels = new ImageData(columns, rows);
  for (let place = 0; place < columns * rows; ++place) {
    const [red, green, blue] = ink(place);
    pixels.data.set([red, green, blue, 255], 4 * place);
  }
  own.putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = smooth;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, box.x, box.y, box.width, box.height);
}

/** A line through places in turn; it breaks where a number is none. */
export function draw_line({ context }: Sheet, count: number, at: (i: number) => [number, number], color: string, width: number): void {
  context.beginPath();
  let drawing = false;
  for (let i = 0; i < count; ++i) {
    const [x, y] = at(i);
    const is_place = Number.isFinite(x) && Number.isFinite(y);
    if (is_place) context[drawing ? 'lineTo' : 'moveTo'](x, y);
    drawing = is_place;
  }
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineJoin = context.lineCap = 'round';
  context.stroke();
}
