// Writing that the interface's typeface lacks is drawn by the browser's fonts. Which fonts a machine has is no matter:
// here every piece of text is drawn in a colour of its own instead, which must then be seen in the workspace.
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

declare global {
  interface Window {
    /** The colour by piece. */
    drawn: Record<string, string>;
  }
}

async function draw_in_colours(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.drawn = {};
    const ink = { actualBoundingBoxLeft: 0, actualBoundingBoxRight: 12, actualBoundingBoxAscent: 12, actualBoundingBoxDescent: 4 };
    OffscreenCanvasRenderingContext2D.prototype.measureText = () => ({ width: 12, ...ink }) as TextMetrics;
    OffscreenCanvasRenderingContext2D.prototype.fillText = function (piece: string): void {
      const digits = (97 * Object.keys(window.drawn).length + 0x10).toString(16).padStart(4, '0');
      window.drawn[piece] ??= `#${digits}fe`; // blue: nothing else in the workspace is
      this.fillStyle = window.drawn[piece];
      this.fillRect(0, 0, this.canvas.width, this.canvas.height);
    };
  });
}

/** The pieces whose colour is on screen. */
async function seen(page: Page): Promise<string[]> {
  const picture = (await page.locator('#workspace').screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const colours = new Set<number>();
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    const colour = (i: number): number => ((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0);
    for (let i = 0; i < pixels.length; i += 4) colours.add(colour(i));
    return Object.keys(window.drawn).filter((piece) => colours.has(parseInt(window.drawn[piece]?.slice(1) ?? '', 16)));
  }, picture);
}

async function learn(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await expect.poll(() => page.evaluate(() => window.gradlab.params().data), { timeout: 30_000 }).toBe('file');
}

for (const [script, text, pieces] of [
  ['Japanese', '犬が走り、猫が眠る。', ['犬', '猫', 'が', '。']],
  ['Thai and Devanagari', 'สวัสดี दुनिया', ['ส', '◌ั', 'द', '◌ु']],
  ['emoji', 'soup 🍲 thanks 👍🏽!', ['🍲', '👍']],
] as const) {
  test(`${script} is drawn, every character as its own`, async ({ page, site }) => {
    await draw_in_colours(page);
    await open(page, site, '#transformer');
    await learn(page, text.repeat(40));
    await expect.poll(() => seen(page), { timeout: 30_000 }).toEqual(expect.arrayContaining([...pieces]));
  });
}

test('words from right to left are drawn whole, as are characters of several code points', async ({ page, site }) => {
  await draw_in_colours(page);
  await open(page, site, '#transformer?tokenizer=words');
  await learn(page, 'ركض الكلب 👨‍👩‍👧‍👦 x\u0302 '.repeat(40));
  const pieces = ['ركض', ' الكلب', '👨‍👩‍👧‍👦', 'x\u0302'];
  await expect.poll(() => seen(page), { timeout: 30_000 }).toEqual(expect.arrayContaining(pieces));
});

test('what the typeface has is not asked of the browser', async ({ page, site }) => {
  await draw_in_colours(page);
  await open(page, site, '#transformer');
  await learn(page, 'Tiếng Việt: ắ ằ ẳ ẵ ặ, ơ ư, un ștrudel, γάτα, кішка ґ, 5 €. '.repeat(40));
  await page.evaluate(() => window.gradlab.run(5));
  const asked = await page.evaluate(() => Object.keys(window.drawn));
  expect(asked.filter((piece) => piece !== '\uFFFD')).toEqual([]); // that stands for the unknown
});
