// Where agents act, the visitor takes the controls: keys, buttons and the picture itself steer a game of her own.
import type { Page } from '@playwright/test';
import { expect, frames, open, test } from './fixtures.ts';

const game = (page: Page): Promise<{ moves: number; over: boolean }> =>
  page.evaluate(async () => (await window.gradlab.view('own_game')).options.play as { moves: number; over: boolean });
const moves = async (page: Page): Promise<number> => (await game(page)).moves;
const step = (page: Page): Promise<unknown> => page.evaluate(() => window.gradlab.metrics().step);

test('arrow keys, buttons and sides of the picture steer a game of the visitor, and the run stays where it was', async ({ page, site }) => {
  await open(page, site, '#reinforcement?environment=grid_world&wind=0&tab=playing');
  await page.evaluate(() => window.gradlab.run(3));
  const canvas = page.locator('#workspace');
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('the canvas has no place');
  const middle = { x: box.x + (box.width - 330) / 2, y: box.y + box.height / 2 };
  expect(await moves(page)).toBe(0);

  await page.mouse.click(middle.x - 60, box.y + box.height - 44); // the button for up
  await expect.poll(() => moves(page)).toBe(1);
  await page.mouse.click(middle.x, middle.y - 60); // upwards
  await expect.poll(() => moves(page)).toBe(2);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => moves(page)).toBe(3);
  await page.mouse.move(box.x + 5, box.y + 5); // the stage that was clicked keeps the keys
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => moves(page)).toBe(4);
  expect(await step(page)).toBe(3); // neither a step nor one back, as these keys are otherwise

  await page.keyboard.press('Escape');
  await frames(page, 2); // the keys are given back with the next picture
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => step(page)).toBe(4);
  expect(await moves(page)).toBe(4);
});
