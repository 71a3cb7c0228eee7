// The trainer's worker dies in the middle of a run: the page says so and goes on.
import { death_of_trainer, expect, keep_workers, kill_trainer, notice, open, step_of, test } from './fixtures.ts';

test.use({ allowed_errors: [death_of_trainer] });

test.beforeEach(({ page }) => keep_workers(page));

test('it goes on from the last checkpoint, playing as before', async ({ page, site }) => {
  await open(page, site, '#classification?preset=two-spirals&seed=3');
  const lines = await page.evaluate(async () => {
    await window.gradlab.run(300);
    await window.gradlab.play();
    return window.gradlab.params();
  });
  await expect.poll(() => step_of(page)).toBeGreaterThan(320);
  await kill_trainer(page);
  await notice(page, /started anew.*goes on from step/);
  await expect.poll(() => step_of(page)).toBeGreaterThan(330);
  expect(await page.evaluate(() => window.gradlab.params())).toEqual(lines);
  expect(await page.evaluate(() => window.workers.length)).toBe(2);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('a run that goes on from a checkpoint gives the same numbers', async ({ page, site }) => {
  await open(page, site, '#classification?preset=moons&seed=4');
  const whole = await page.evaluate(() => window.gradlab.run(120));
  await page.evaluate(async () => {
    await window.gradlab.reset();
    await window.gradlab.run(70);
  });
  await kill_trainer(page);
  await notice(page, /goes on from step 70/);
  const resumed = await page.evaluate(() => window.gradlab.run(50));
  expect(resumed.step).toBe(120);
  expect(resumed.loss).toBe(whole.loss);
});

test('what was asked of the dead trainer is answered with a sentence', async ({ page, site }) => {
  await open(page, site, '#classification');
  const outcome = page.evaluate(() => window.gradlab.run(1e9).catch((error: Error) => error.message));
  await page.waitForTimeout(300);
  await kill_trainer(page);
  expect(await outcome).toMatch(/stopped/);
});

test('after three deaths in a minute it stays down, and says so', async ({ page, site }) => {
  await open(page, site, '#regression');
  for (let deaths = 1; deaths <= 3; ++deaths) {
    await kill_trainer(page);
    if (deaths < 3) await expect.poll(() => page.evaluate(() => window.workers.length)).toBe(deaths + 1);
    if (deaths < 3) await page.evaluate(() => window.gradlab.run(1));
  }
  await notice(page, /Reload the page/);
  await expect(page.getByRole('button', { name: 'Play' })).toBeDisabled();
});
