// Digits by hand: what is drawn on the pad is read at once, and clicks in one view choose what another shows. Where a
// card stands is the interface's business: the tests try places in the part of the canvas where it must be.
import type { Page } from '@playwright/test';
import type { Layer } from '../../web/shell/base/protocol.ts';
import { expect, frames, open, test } from './fixtures.ts';

interface Pad {
  strokes: number[][][];
  answer: number;
  probabilities: number[];
}

const pad_of = (page: Page): Promise<Pad> =>
  page.evaluate(async () => {
    const { options, tensors } = await window.gradlab.view('draw');
    const { strokes, answer } = options as { strokes: number[][][]; answer: number };
    return { strokes, answer, probabilities: Array.from(tensors.probabilities?.data ?? []) };
  });

/** The canvas's upper left corner. */
async function corner(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  return box;
}

const extent = (stroke: number[][], axis: number): number => {
  const places = stroke.map((point) => point[axis] ?? 0);
  return Math.max(...places) - Math.min(...places);
};

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

test.describe('with a mouse', () => {
  test.use({ viewport: { width: 1440, height: 956 } }); // below the strip a canvas of which the places below are

  test.beforeEach(async ({ page, site }) => {
    await open(page, site, '#mnist-cnn');
    await page.waitForTimeout(500); // the first pictures
  });

  test('strokes on the pad are read while they are drawn', async ({ page }) => {
    expect((await pad_of(page)).answer).toBe(-1);
    const { x, y } = await corner(page);
    await page.mouse.move(x + 90, y + 160);
    await page.mouse.down();
    await page.mouse.move(x + 150, y + 160, { steps: 6 });
    await page.mouse.move(x + 110, y + 260, { steps: 10 });
    await expect.poll(async () => (await pad_of(page)).strokes.length).toBe(1); // the button is still down
    await page.mouse.up();
    await page.mouse.move(x + 100, y + 210);
    await page.mouse.down();
    await page.mouse.move(x + 150, y + 210, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await pad_of(page)).strokes.length).toBe(2);
    const { strokes, answer, probabilities } = await pad_of(page);
    expect(extent(strokes[0] ?? [], 1)).toBeGreaterThan(0.3);
    expect(strokes[1]?.length).toBeGreaterThan(3);
    expect(sum(probabilities)).toBeCloseTo(1, 3);
    expect(probabilities[answer]).toBe(Math.max(...probabilities));
  });

  test('what a script draws is on the pad, and the pad can be cleared', async ({ page }) => {
    const line = [
      [0.5, 0.2],
      [0.5, 0.8],
    ];
    await page.evaluate((stroke) => window.gradlab.input({ view: 'draw', kind: 'draw', strokes: [stroke] }), line);
    expect((await pad_of(page)).strokes).toHaveLength(1);
    await frames(page, 6);
    const { x, y } = await corner(page);
    // Another stroke keeps the first one: the pad has taken it over.
    await page.mouse.move(x + 90, y + 200);
    await page.mouse.down();
    await page.mouse.move(x + 160, y + 200, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await pad_of(page)).strokes.length).toBe(2);
    // The button stands at the right of the card's title.
    for (let top = 70; top < 110 && (await pad_of(page)).strokes.length > 0; top += 10) {
      await page.mouse.click(x + 377, y + top);
      await frames(page, 6);
    }
    const { strokes, answer } = await pad_of(page);
    expect(strokes).toHaveLength(0);
    expect(answer).toBe(-1);
  });

  test('a drawing is taught by one click, and all that was taught is forgotten by another', async ({ page }) => {
    const lessons = (): Promise<unknown> =>
      page.evaluate(async () => (await window.gradlab.view('draw')).options.lessons);
    const { x, y } = await corner(page);
    await page.mouse.move(x + 90, y + 160);
    await page.mouse.down();
    await page.mouse.move(x + 110, y + 260, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await pad_of(page)).strokes.length).toBe(1);
    await page.mouse.click(x + 114, y + 385);
    await expect.poll(lessons).toBe(1);
    expect((await pad_of(page)).strokes).toHaveLength(1); // it stays, to see the answer change
    await page.mouse.click(x + 182, y + 355);
    await expect.poll(lessons).toBe(0);
    await page.mouse.move(x + 150, y + 160);
    await page.mouse.down();
    await page.mouse.move(x + 150, y + 260, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => extent((await pad_of(page)).strokes[0] ?? [], 0)).toBeLessThan(0.02); // another one
    expect((await pad_of(page)).strokes).toHaveLength(1);
  });

  test('a click in the confusion matrix chooses its images', async ({ page }) => {
    const groups = () =>
      page.evaluate(async () => {
        const { options } = await window.gradlab.view('mistakes');
        return (options.groups as { label: string }[]).map(({ label }) => label);
      });
    await page.evaluate(() => window.gradlab.run(5));
    const before = await groups();
    const { x, y } = await corner(page);
    const places = [520, 580, 640, 700].flatMap((left) => [180, 220, 260, 300].map((top) => [left, top] as const));
    for (const [left, top] of places) {
      await page.mouse.click(x + left, y + top);
      await frames(page, 6);
      if ((await groups()).length > before.length) break;
    }
    const selected = await page.evaluate(async () => (await window.gradlab.view('confusion')).options.selected);
    const [truth, answer] = selected as number[];
    expect(await groups()).toEqual([`=${truth} → ${answer}`, ...before]);
  });

  test('the top bar tells how many images are trained on in a second', async ({ page }) => {
    await page.evaluate(() => window.gradlab.run(20));
    await expect(page.locator('#rate-name')).toHaveText('Images/s');
    await expect(page.locator('#rate')).toHaveText(/^[\d.,]+K?$/);
  });

  test('a layer is added where it belongs, and is trained on', async ({ page }) => {
    const layers = () => page.evaluate(() => window.gradlab.params().layers as Layer[]);
    await page.evaluate(() => window.gradlab.set({ layers: 'conv-8-3-1,dense-16' }));
    const box = await page.locator('#workspace').boundingBox();
    if (box === null) throw new Error('the canvas has no place');
    // Opens the list of kinds, wherever it stands below the two layers, and takes its first: a convolution. So far to
    // the left, nothing else can be pressed.
    const left = box.x + box.width - 314;
    for (let top = 420; top < 800 && (await layers()).length === 2; top += 20) {
      await page.mouse.click(left, box.y + top);
      await frames(page, 6);
      await page.mouse.click(left, box.y + top + 40);
      await frames(page, 6);
    }
    const convolution = { kind: 'conv', filters: 8, size: 3, stride: 1 };
    expect(await layers()).toEqual([convolution, convolution, { kind: 'dense', units: 16 }]);
    expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
  });
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

  test('a finger draws on the pad, also downwards, and does not scroll the views', async ({ page, site }) => {
    await open(page, site, '#mnist-cnn');
    await page.waitForTimeout(500);
    const { x, y } = await corner(page);
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const left = x + 100;
    await send('touchStart', [{ x: left, y: y + 170 }]);
    for (let way = 10; way <= 120; way += 10) await send('touchMove', [{ x: left, y: y + 170 + way }]);
    await send('touchEnd', []);
    await expect.poll(async () => (await pad_of(page)).strokes.length).toBe(1);
    const [first = []] = (await pad_of(page)).strokes;
    expect(extent(first, 1)).toBeGreaterThan(0.3);
    expect(extent(first, 0)).toBeLessThan(0.05);
    // The same place again is the same place on the pad: nothing has moved beneath the finger.
    await send('touchStart', [{ x: left, y: y + 170 }]);
    await send('touchMove', [{ x: left + 40, y: y + 170 }]);
    await send('touchEnd', []);
    await expect.poll(async () => (await pad_of(page)).strokes.length).toBe(2);
    const second = (await pad_of(page)).strokes[1]?.[0];
    expect(second?.[1]).toBeCloseTo(first[0]?.[1] ?? -1, 2);
  });
});
