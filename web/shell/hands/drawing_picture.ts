// A drawing with its cursor, as a picture.
import type { Drawing } from './drawing.ts';

const namespace = 'http://www.w3.org/2000/svg';
/** Of the pad's side, as the workspace draws it. */
const pen_width = 0.075;

function part(kind: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(namespace, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

/** Draws it anew in `box`; the words beside it say the same. */
export function show_drawing(box: HTMLElement, { strokes, columns, rows, column, row, pen_is_down }: Drawing): void {
  const picture = part('svg', { viewBox: `0 0 ${columns} ${rows}`, 'aria-hidden': 'true' });
  for (const stroke of strokes) {
    const points = [...stroke, ...stroke.slice(-1)].map(([x, y]) => `${x * columns},${y * rows}`); // the last twice: a dot is a line, too
    picture.append(part('polyline', { points: points.join(' '), 'stroke-width': pen_width * columns }));
  }
  picture.append(part('rect', { x: column, y: row, width: 1, height: 1, class: pen_is_down ? 'cursor down' : 'cursor' }));
  box.replaceChildren(picture);
}
