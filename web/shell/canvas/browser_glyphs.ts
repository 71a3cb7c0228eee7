// Text that the interface's typeface lacks, drawn by the browser's own fonts.
import { pieces, right_to_left } from './clusters.ts';

/** Device pixels: where the ink is from the place where the piece begins on the line, and where the next one begins. */
export interface Ink {
  left: number;
  top: number;
  width: number;
  height: number;
  advance: number;
}

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

export class BrowserGlyphs {
  private readonly context: Context;
  private readonly family: string;

  constructor(family: string) {
    this.family = family;
    const canvas = globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true }) as Context | null;
    if (!context) throw new Error('[browser glyphs] no 2D canvas');
    this.context = context;
  }

  readonly pieces = pieces;

  /** No font of this machine has the piece: what would stand there has no ink. */
  private is_missing(piece: string, box: TextMetrics): boolean {
    return box.actualBoundingBoxLeft + box.actualBoundingBoxRight <= 0 && box.width > 0 && /\S/u.test(piece);
  }

  /** `size` is the em. */
  measure(piece: string, weight: number, size: number): Ink {
    this.set(piece, weight, size);
    const box = this.context.measureText(piece);
    if (this.is_missing(piece, box)) {
      return { left: 0, top: -Math.ceil(0.8 * size), width: Math.ceil(box.width), height: Math.ceil(size), advance: box.width };
    }
    const left = Math.floor(-box.actualBoundingBoxLeft) - 1;
    const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
    const width = Math.ceil(box.actualBoundingBoxRight) + 1 - left;
    const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
    return { left, top, width, height, advance: box.width };
  }

  /** Four bytes a pixel, as much as measure() says: white with its coverage as alpha, or colours of their own. */
  draw(piece: string, weight: number, size: number): { pixels: Uint8ClampedArray; coloured: boolean } {
    const { left, top, width, height } = this.measure(piece, weight, size);
    const { canvas } = this.context;
    canvas.width = width; // which clears it and forgets all settings
    canvas.height = height;
    this.set(piece, weight, size);
    this.context.fillStyle = '#fff';
    const box = this.context.measureText(piece);
    if (this.is_missing(piece, box)) this.draw_boxes([...piece].length, box.width, size);
    else this.context.fillText(piece, -left, -top);
    const pixels = this.context.getImageData(0, 0, width, height).data;
    const coloured = pixels.some((value, i) => i % 4 < 3 && value < 255 && (pixels[i | 3] ?? 0) > 0);
    return { pixels, coloured };
  }

  /** As many as there are characters, side by side: something is there that cannot be shown. */
  private draw_boxes(count: number, advance: number, size: number): void {
    const each = advance / count;
    this.context.strokeStyle = '#fff';
    this.context.lineWidth = Math.max(1, size / 16);
    for (let at = 0; at < count; ++at) this.context.strokeRect((at + 0.15) * each, 0.1 * size, 0.7 * each, 0.75 * size);
  }

  private set(piece: string, weight: number, size: number): void {
    this.context.font = `${weight} ${size}px ${this.family}`;
    this.context.textAlign = 'left';
    this.context.direction = right_to_left.test(piece) ? 'rtl' : 'ltr';
  }
}
