// The workspace through a real pointer and real keys. Where exactly a control is drawn is the interface's business: the
// tests try places in the part of the canvas where it must be.
import type { Page } from '@playwright/test';
import { expect, frames, open, step_of, test } from './fixtures.ts';

const params = (page: Page) => page.evaluate(() => window.gradlab.params());

/** Clicks along a line of the canvas until `done`; coordinates from its left or, where negative, right edge. */
async function click_until(page: Page, x: number, ys: number[], done: () => Promise<boolean>): Promise<void> {
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  for (const y of ys) {
    await page.mouse.click(box.x + (x < 0 ? box.width + x : x), box.y + y);
    for (let look = 0; look < 5; ++look) {
      await page.waitForTimeout(100);
      if (await done()) return;
    }
  }
  throw new Error(`nothing happened at any of ${ys.length} places`);
}

const range = (first: number, last: number, step: number): number[] =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => first + i * step);

test.beforeEach(async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.waitForTimeout(500); // the first pictures
});

test('a click in the picture adds a point, which is trained on and travels with the link', async ({ page }) => {
  await click_until(page, 170, range(180, 300, 30), async () => ((await params(page)).points as unknown[]).length > 0);
  const [point] = (await params(page)).points as number[][];
  expect(point).toHaveLength(3);
  expect(await page.evaluate(() => window.gradlab.link())).toContain(`points=${point?.join(',')}`);
  const drawn = await page.evaluate(async () => {
    const { data } = (await window.gradlab.view('field')).tensors.split as { data: ArrayLike<number> };
    return Array.from(data).filter((part) => part === 2).length;
  });
  expect(drawn).toBe(1);
});

test('the right button adds no point, of whatever class', async ({ page }) => {
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  for (const y of range(180, 300, 30)) {
    await page.mouse.click(box.x + 170, box.y + y, { button: 'right' });
    await frames(page, 6);
  }
  expect((await params(page)).points).toEqual([]);
});

test('a finger that is held to read a value adds no point; one that taps does', async ({ page }) => {
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  const touch = async (y: number, held: number): Promise<number> => {
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + 170, y: box.y + y }] });
    await page.waitForTimeout(held);
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.waitForTimeout(300);
    return ((await params(page)).points as unknown[]).length;
  };
  for (const y of range(180, 300, 30)) expect(await touch(y, 800)).toBe(0);
  let points = 0;
  for (const y of range(180, 300, 30)) points ||= await touch(y, 50);
  expect(points).toBe(1);
});

/** Moves over the canvas at `x`, until what is under the pointer has said something with `words`. */
async function hover_until(page: Page, x: number, ys: number[], words: RegExp): Promise<void> {
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  const tip = page.locator('#canvas-tip');
  for (const y of ys) {
    await page.mouse.move(box.x + (x < 0 ? box.width + x : x), box.y + y);
    for (let look = 0; look < 15; ++look) {
      await page.waitForTimeout(100); // a tip comes after a moment of rest
      if ((await tip.isVisible()) && words.test((await tip.textContent()) ?? '')) return;
    }
  }
  throw new Error(`nothing said ${words}`);
}

test('what is pointed at says what its terms mean: a card, and a knob', async ({ page }) => {
  await hover_until(page, 60, range(60, 130, 12), /The network's answer|class/i);
  await hover_until(page, -300, range(170, 330, 12), /What is random in the data/);
  await page.mouse.move(5, 5);
  await expect(page.locator('#canvas-tip')).toBeHidden();
});

test('a tap on the title of a card says what its terms mean, until the next', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site, '#classification?preset=circle');
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  const tap = async (x: number, y: number): Promise<void> => {
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + x, y: box.y + y }] });
    await page.waitForTimeout(50);
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const tip = page.locator('#canvas-tip');
  for (const y of range(30, 110, 16)) {
    if (await tip.isVisible()) break;
    await tap(60, y);
    await tip.waitFor({ timeout: 1500 }).catch(() => {}); // there is nothing to say at that place
  }
  await expect(tip).toBeVisible();
  await tap(200, 300);
  await expect(tip).toBeHidden();
});

test('a chart that was zoomed shows all of the next run', async ({ page }) => {
  const box = await page.locator('#workspace').boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  const shown = async (): Promise<string> => {
    await page.mouse.move(0, 0);
    await page.waitForTimeout(500);
    return (await page.locator('#workspace').screenshot()).toString('base64');
  };
  const run = () => page.evaluate(() => window.gradlab.reset().then(() => window.gradlab.run(100)));
  await run();
  await run(); // behind which the one before is seen, as behind all that follow
  const whole = await shown();
  await page.mouse.move(box.x + 200, box.y + box.height - 80); // the loss, below the picture
  await page.keyboard.down('Alt'); // or else the column scrolls
  await page.mouse.wheel(0, -500);
  await page.keyboard.up('Alt');
  expect(await shown()).not.toBe(whole);
  await run();
  expect(await shown()).toBe(whole);
});

test('F5 loads the page anew, whatever the workspace does with keys', async ({ page }) => {
  await page.evaluate(() => window.gradlab.run(5));
  await page.locator('#workspace').focus();
  await page.keyboard.press('ArrowDown');
  await frames(page, 10);
  const kept = await page.evaluate(() => {
    const key = new KeyboardEvent('keydown', { key: 'F5', code: 'F5', cancelable: true, bubbles: true });
    const wheel = new WheelEvent('wheel', { deltaY: 100, ctrlKey: true, cancelable: true, bubbles: true });
    return [key, wheel].map((event) => !document.querySelector('#workspace')?.dispatchEvent(event));
  });
  expect(kept).toEqual([false, false]);
});

test('a turned knob changes its value, and the link', async ({ page }) => {
  const before = await params(page);
  await click_until(
    page,
    -80,
    range(190, 260, 5),
    async () => JSON.stringify(await params(page)) !== JSON.stringify(before),
  );
  const after = await params(page);
  const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
  expect(changed).toHaveLength(1);
  await expect.poll(() => page.url()).toContain(`${changed[0]}=`);
});

test('the keys of the page work while the canvas has the focus', async ({ page }) => {
  await page.locator('#workspace').focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test("keys that walk through the workspace are not the page's", async ({ page }) => {
  await page.evaluate(() => window.gradlab.run(5));
  await page.locator('#workspace').focus();
  await page.keyboard.press('ArrowDown');
  await frames(page, 10);
  await page.keyboard.press('ArrowRight');
  await frames(page, 10);
  await expect(page.locator('#workspace')).toBeFocused();
  expect(await step_of(page)).toBe(5);
  await page.keyboard.press('Escape');
  await frames(page, 10);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => step_of(page)).toBe(6);
  await page.keyboard.press('Tab');
  await expect(page.locator('#workspace')).not.toBeFocused();
});

test('a lost drawing context comes back', async ({ page }) => {
  const shown = async (): Promise<string> => (await page.locator('#workspace').screenshot()).toString('base64');
  await page.mouse.move(0, 0);
  const before = await shown();
  await page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('#workspace');
    const extension = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    extension?.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 300));
    extension?.restoreContext();
    await new Promise((resolve) => setTimeout(resolve, 700));
  });
  expect(await shown()).toBe(before);
});
