// A link as a QR code, for the phones of a class.
import { encode } from 'uqr';
import { text } from '../base/text.ts';

/** Characters: with more, the squares become too small for a phone across the room. */
const most_characters = 1000;
const quiet = 4; // squares of white around it, as ISO/IEC 18004 wants

const svg = 'http://www.w3.org/2000/svg';

/** Null where the link is too long for one. */
export function qr_code(link: string): SVGSVGElement | null {
  if (link.length > most_characters) return null;
  const { data, size } = encode(link, { ecc: 'M', border: quiet });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const picture = document.createElementNS(svg, 'svg');
  const paper = document.createElementNS(svg, 'rect');
  const ink = document.createElementNS(svg, 'path');
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  picture.setAttribute('shape-rendering', 'crispEdges');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', text('shell.share.qr'));
  paper.setAttribute('width', String(size));
  paper.setAttribute('height', String(size));
  paper.setAttribute('class', 'paper');
  ink.setAttribute('d', squares.join(''));
  ink.setAttribute('class', 'ink');
  picture.append(paper, ink);
  return picture;
}
