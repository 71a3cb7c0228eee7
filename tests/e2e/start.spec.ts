// The start page: every demo as a picture that is being learned, and the way from there.
import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, open, step_of, test } from './fixtures.ts';

const page_of = (page: Page) => page.getByRole('dialog', { name: 'What do you want to see learn?' });

/** The size of a picture as a file: small, while nothing is drawn. */
const drawn = (page: Page, name: string): Promise<number> =>
  page_of(page)
    .getByRole('link', { name })
    .first()
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL().length);

test('all demos learn in sight, what is open rests meanwhile, and goes on when nothing is chosen', async ({ page, site }) => {
  await open(page, site, '#classification?preset=moons');
  await page.evaluate(() => window.gradlab.play());
  await page.getByRole('button', { name: 'All demos in motion' }).click();
  await expect(page_of(page)).toBeVisible();
  const demos = await page.evaluate(() => window.gradlab.demos().length);
  await expect(page_of(page).locator('.chapter a')).toHaveCount(demos);
  for (const name of ['Regression', 'Classification', 'Clustering'])
    await expect.poll(() => drawn(page, name), { timeout: 30_000 }).toBeGreaterThan(4000);
  expect(await faults(page)).toEqual([]);
  const resting = await step_of(page);
  await page.waitForTimeout(500);
  expect(await step_of(page)).toBe(resting);
  await page.keyboard.press('Escape');
  await expect(page_of(page)).toBeHidden();
  await expect.poll(() => step_of(page)).toBeGreaterThan(resting);
});

test('a picture that is clicked opens, at the address of its link', async ({ page, site }) => {
  await open(page, site, '?start');
  await page_of(page).getByRole('link', { name: 'XOR needs a hidden layer' }).click();
  await expect(page_of(page)).toBeHidden();
  await expect(page.locator('#preset-title')).toHaveText('XOR needs a hidden layer');
  await expect(page).toHaveURL(/#classification\?preset=xor/);
  await expect.poll(() => step_of(page)).toBeGreaterThan(0);
});
