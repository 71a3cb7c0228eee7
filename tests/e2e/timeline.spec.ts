// Looking back at what training has been: any step, as a film, on from there, and back to now.
import type { Page } from '@playwright/test';
import { expect, open, step_of, test } from './fixtures.ts';

const hash = '#classification?preset=two-spirals';

const loss_of = (page: Page): Promise<number | null | undefined> =>
  page.evaluate(() => window.gradlab.metrics().loss);

const run = (page: Page, steps: number): Promise<unknown> =>
  page.evaluate((count) => window.gradlab.run(count), steps);

test('a slider goes back to any step, which is as it was, on from there, and back to now', async ({ page, site }) => {
  await open(page, site, hash);
  await expect(page.locator('#look-back')).toBeDisabled();
  await run(page, 500);
  const then = await loss_of(page);
  await run(page, 1500);
  const now = await loss_of(page);
  expect(now).not.toBe(then);

  await page.locator('#look-back').click();
  const moment = page.locator('#moment');
  await expect(moment).toBeFocused();
  await expect(page.locator('#moment-text')).toHaveText('step 2,000 of 2,000');
  await expect(page.locator('#go-on')).toBeDisabled();
  await moment.fill('500');
  await expect(page.locator('#moment-text')).toHaveText('step 500 of 2,000');
  await expect(page.locator('#step-count')).toHaveText('500');
  await expect.poll(() => loss_of(page)).toBe(then);
  const seen = await page.evaluate(() => window.gradlab.view('loss'));
  expect(Math.max(...(seen.tensors['step.loss']?.data ?? []))).toBeLessThanOrEqual(500);

  await moment.press('ArrowRight');
  await expect(page.locator('#step-count')).toHaveText('501');
  await page.locator('#present').click();
  await expect(page.locator('#timeline')).toBeHidden();
  await expect(page.locator('#step-count')).toHaveText('2,000');
  await expect.poll(() => loss_of(page)).toBe(now);

  await page.locator('body').press('ArrowLeft');
  await expect(page.locator('#moment-text')).toHaveText('step 1,999 of 2,000');
  await moment.fill('1000');
  await page.locator('#go-on').click();
  await expect(page.locator('#timeline')).toBeHidden();
  await expect.poll(() => step_of(page)).toBeGreaterThan(1000);
  await page.evaluate(() => window.gradlab.pause());
  expect(await step_of(page)).toBeLessThan(2000);
});

test('a branch comes to what the run came to', async ({ page, site }) => {
  await open(page, site, hash);
  await run(page, 700);
  const there = await loss_of(page);
  await run(page, 300);
  const course = await page.evaluate(async () => {
    await window.gradlab.goto(100);
    const back = (await window.gradlab.goto(600)).step;
    const branched = (await window.gradlab.branch(400)).step;
    const on = await window.gradlab.run(300);
    return { back, branched, on };
  });
  expect(course).toMatchObject({ back: 600, branched: 400, on: { step: 700, loss: there } });
  await page.locator('#undo').click(); // what the branch had left behind it
  await expect.poll(() => step_of(page)).toBe(1000);
});

test('the film plays up to now, and stops when it is told to', async ({ page, site }) => {
  await open(page, site, hash);
  await run(page, 2000);
  await page.locator('#look-back').click();
  const film = page.locator('#film');
  await film.click();
  await expect(film).toHaveAccessibleName('Stop the film');
  await expect.poll(() => step_of(page)).toBeLessThan(1000);
  const before = await step_of(page);
  await expect.poll(() => step_of(page)).toBeGreaterThan(before);
  await film.click();
  await expect(film).toHaveAccessibleName('Play the training so far as a film');
  const stopped = await step_of(page);
  expect(stopped).toBeLessThan(2000);
  await film.click();
  await expect(page.locator('#moment-text')).toHaveText('step 2,000 of 2,000', { timeout: 12_000 });
  await expect(page.locator('#go-on')).toBeDisabled();
});

test('looking back pauses, playing there trains on from there, and a change is made there', async ({ page, site }) => {
  await open(page, site, hash);
  await run(page, 400);
  await page.evaluate(() => window.gradlab.play());
  await page.locator('#look-back').click();
  await expect(page.locator('#play')).toHaveAccessibleName('Play');
  const last = Number(await page.locator('#moment').getAttribute('max'));
  await page.locator('#moment').fill('100');
  await expect(page.locator('#step-count')).toHaveText('100');
  await page.evaluate(() => window.gradlab.set({ learning_rate: 0.02 }));
  await expect(page.locator('#moment-text')).toHaveText('step 100 of 100');
  await page.locator('#undo').click(); // the change
  await expect.poll(async () => (await page.evaluate(() => window.gradlab.params())).learning_rate).not.toBe(0.02);
  expect(await step_of(page)).toBe(100);
  await expect(page.locator('#undo')).toHaveAttribute('title', 'Undo: On from an earlier step');
  await page.locator('#undo').click(); // and what it had left behind it
  await expect.poll(() => step_of(page)).toBe(last);
  await run(page, 300); // what was brought back has its past from here on
  await page.locator('#look-back').click();
  await page.locator('#moment').fill(String(last + 100));
  await expect.poll(() => step_of(page)).toBe(last + 100);
  await page.locator('#play').click();
  await expect(page.locator('#timeline')).toBeHidden();
  await expect.poll(() => step_of(page)).toBeGreaterThan(last + 100);
  await page.evaluate(() => window.gradlab.pause());
  await page.locator('#undo').click();
  await expect.poll(() => step_of(page)).toBe(last + 300);
});
