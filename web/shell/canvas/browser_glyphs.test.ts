import { beforeEach, expect, test, vi } from 'vitest';
import { BrowserGlyphs } from './browser_glyphs.ts';

let made: FakeContext;

/** Ink from 2 left of the beginning to 10.5 right of it, from 8.2 above the line to 1 below. */
class FakeContext {
  font = '';
  direction = '';
  fillStyle = '';
  readonly canvas: { width: number; height: number };
  readonly fillText = vi.fn();
  readonly strokeRect = vi.fn();
  ink = { actualBoundingBoxLeft: 2, actualBoundingBoxRight: 10.5 };
  pixel = [255, 255, 255, 128];
  constructor(canvas: { width: number; height: number }) {
    this.canvas = canvas;
  }
  measureText = () => ({
    width: 12.25,
    ...this.ink,
    actualBoundingBoxAscent: 8.2,
    actualBoundingBoxDescent: 1,
  });
  getImageData = (_x: number, _y: number, width: number, height: number) => {
    const data = new Uint8ClampedArray(4 * width * height);
    data.set(this.pixel, 4);
    return { data };
  };
}

beforeEach(() => {
  class FakeCanvas {
    width = 1;
    height = 1;
    getContext = () => (made = new FakeContext(this));
  }
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
});

test('the ink is measured in whole pixels with one to spare, and drawn from where it begins', () => {
  const glyphs = new BrowserGlyphs('Inter, sans-serif');
  expect(glyphs.measure('猫', 600, 16)).toEqual({ left: -3, top: -10, width: 15, height: 12, advance: 12.25 });
  expect(glyphs.draw('猫', 600, 16).pixels).toHaveLength(4 * 15 * 12);
  expect(made.canvas).toMatchObject({ width: 15, height: 12 });
  expect(made.fillText).toHaveBeenCalledWith('猫', 3, 10);
  expect(made.font).toBe('600 16px Inter, sans-serif');
});

test.each([
  ['white', [255, 255, 255, 128], false],
  ['colours', [255, 200, 0, 255], true],
  ['nothing', [0, 0, 0, 0], false],
])('what is drawn in %s', (_, pixel, coloured) => {
  const glyphs = new BrowserGlyphs('Inter');
  made.pixel = pixel;
  expect(glyphs.draw('🍲', 400, 16).coloured).toBe(coloured);
});

test('what no font of the machine has is a box for each character, and blanks are blank', () => {
  const glyphs = new BrowserGlyphs('Inter');
  made.ink = { actualBoundingBoxLeft: 0, actualBoundingBoxRight: 0 };
  expect(glyphs.measure('ふ', 400, 16)).toEqual({ left: 0, top: -13, width: 13, height: 16, advance: 12.25 });
  glyphs.draw('नम', 400, 16);
  expect(made.strokeRect).toHaveBeenCalledTimes(2);
  glyphs.draw('\u3000', 400, 16);
  expect(made.strokeRect).toHaveBeenCalledTimes(2);
});

test('text from right to left is set so', () => {
  const glyphs = new BrowserGlyphs('Inter');
  glyphs.measure('שלום', 400, 16);
  expect(made.direction).toBe('rtl');
  glyphs.measure('猫', 400, 16);
  expect(made.direction).toBe('ltr');
});
