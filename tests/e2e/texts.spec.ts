// Texts in the workspace: a beginning is typed into a field of the page's own, a token is chosen by a click, and a page
// on which nothing is being written rests. Where a card stands is the interface's business: the tests try places in the
// part of the canvas where it must be.
import type { Page } from '@playwright/test';
import { expect, frames, open, test } from './fixtures.ts';

const beginning = (page: Page): Promise<unknown> => page.evaluate(() => window.gradlab.params().beginning);
const field = (page: Page) => page.getByRole('textbox', { name: 'Beginning' });

async function corner(page: Page): Promise<{ x: number; y: number; width: number }> {
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  return box;
}

/** Presses down the column of controls until the field is there. */
async function open_field(page: Page, press: (x: number, y: number) => Promise<void>, tops: number[]): Promise<void> {
  const { x, y, width } = await corner(page);
  for (const top of tops) {
    await press(x + width - 150, y + top);
    await frames(page, 6);
    if (await field(page).isVisible()) return;
  }
  throw new Error('no field came');
}

const down = (first: number, last: number): number[] =>
  Array.from({ length: (last - first) / 10 + 1 }, (_, i) => first + 10 * i);

test.describe('with a mouse', () => {
  test.beforeEach(async ({ page, site }) => {
    await open(page, site, '#transformer?preset=tiny');
    await page.waitForTimeout(500); // the first pictures
  });

  test('what is typed into the field is the value, and travels with the link', async ({ page }) => {
    await open_field(page, (x, y) => page.mouse.click(x, y), down(100, 200));
    await expect(field(page)).toBeFocused();
    await expect(field(page)).toHaveValue('transform');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('knöpfe & co');
    await expect.poll(() => beginning(page)).toBe('knöpfe & co'); // while the field is open
    await page.keyboard.press('Enter');
    await expect(field(page)).toBeHidden();
    await expect(page.locator('#workspace')).toBeFocused();
    expect(await beginning(page)).toBe('knöpfe & co');
    await expect.poll(() => page.url()).toContain('beginning=kn%C3%B6pfe%20%26%20co');
  });

  test('Escape brings back what was there, a click elsewhere keeps what was typed', async ({ page }) => {
    const click = (x: number, y: number): Promise<void> => page.mouse.click(x, y);
    await open_field(page, click, down(100, 200));
    await page.keyboard.type('er');
    await expect.poll(() => beginning(page)).toBe('transformer');
    await page.keyboard.press('Escape');
    await expect(field(page)).toBeHidden();
    await expect.poll(() => beginning(page)).toBe('transform');
    await open_field(page, click, down(100, 200));
    await page.keyboard.type('s');
    await page.locator('#demo-title').click();
    await expect(field(page)).toBeHidden();
    await expect.poll(() => beginning(page)).toBe('transforms');
  });

  test('the field takes no more than the parameter does, and stays over its box when the page is resized', async ({
    page,
  }) => {
    await open_field(page, (x, y) => page.mouse.click(x, y), down(100, 200));
    await field(page).fill('x'.repeat(10_000));
    const typed = (await field(page).inputValue()).length;
    expect(typed).toBeLessThan(10_000);
    await expect.poll(async () => String(await beginning(page)).length).toBe(typed);
    const before = await field(page).boundingBox();
    await page.setViewportSize({ width: 1100, height: 800 });
    await expect.poll(async () => (await field(page).boundingBox())?.x).toBeLessThan(before?.x ?? 0);
    await expect(field(page)).toBeFocused();
  });

  test('a click on a token chooses it, also for the other views', async ({ page }) => {
    const selected = (): Promise<unknown> =>
      page.evaluate(async () => (await window.gradlab.view('attention')).options.selected);
    const last = Number(await selected());
    expect(last).toBeGreaterThan(5);
    const { x, y } = await corner(page);
    for (let top = 130; top < 260 && (await selected()) === last; top += 12) {
      await page.mouse.click(x + 44, y + top);
      await frames(page, 6); // a press, a release, and what they mean is sent
    }
    expect(Number(await selected())).toBeLessThan(5);
  });

  test('a page on which nothing is written rests', async ({ page }) => {
    test.setTimeout(120_000);
    await page.evaluate(() => {
      const counted = window as unknown as { frames: number };
      counted.frames = 0;
      const request = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) => {
        ++counted.frames;
        return request(callback);
      };
    });
    const frames = (): Promise<number> => page.evaluate(() => (window as unknown as { frames: number }).frames);
    const writing = (): Promise<unknown> =>
      page.evaluate(async () => (await window.gradlab.view('writing')).options.writing);
    await page.evaluate(() => window.gradlab.run(5));
    await page.evaluate(() => window.gradlab.input({ view: 'writing', kind: 'write' }));
    await expect.poll(writing, { timeout: 80_000 }).toBe(false); // as many tokens as it holds, a few in a frame
    const drawn = async (): Promise<number> => {
      const so_far = await frames();
      await page.waitForTimeout(400);
      return (await frames()) - so_far;
    };
    await expect.poll(drawn, { timeout: 30_000 }).toBe(0); // the last picture; a caret's turns are further apart
    const before = await frames();
    expect(before).toBeGreaterThan(0);
    await page.waitForTimeout(1200); // more than two turns of a caret
    expect(await frames()).toBe(before);
  });
});

test('a story that fails its check names the word that does not fit', async ({ page, site }) => {
  await open(page, site, '#transformer?preset=stories&width=16&heads=2&layers=1&context=48&batch_size=4');
  await page.evaluate(() => window.gradlab.run(10));
  interface Trial {
    tokens: string[];
    state: string;
    note: string;
  }
  const trials = await page.evaluate(
    async () => (await window.gradlab.view('trials')).options.groups as unknown as Trial[],
  );
  expect(trials.length).toBeGreaterThan(0);
  for (const { tokens, state, note } of trials) {
    expect(state).toBe('bad'); // after ten steps
    const [, word] = /^trial\.wrong= (\S+)$/.exec(note) ?? [];
    expect(tokens.join('')).toContain(word ?? 'a word');
  }
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

  test('a tap opens the field, and a scroll that hides it closes it', async ({ page, site }) => {
    await open(page, site, '#transformer?preset=tiny');
    await page.locator('#sheet-button').tap();
    await page.waitForTimeout(900);
    const { y } = await corner(page);
    const tap = (x: number, at: number): Promise<void> => page.touchscreen.tap(x, at);
    await open_field(page, tap, down(Math.round(560 - y / 2), 700));
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type('ed');
    await expect.poll(() => beginning(page)).toBe('transformed');
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const swipe = [send('touchStart', [{ x: 30, y: 800 }])];
    for (let at = 780; at >= 300; at -= 20) swipe.push(send('touchMove', [{ x: 30, y: at }])); // at once: no finger rests
    await Promise.all([...swipe, send('touchEnd', [])]);
    await expect(field(page)).toBeHidden();
    expect(await beginning(page)).toBe('transformed');
  });
});
