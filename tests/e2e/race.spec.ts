// The race of the builds: a lane each, every one trained, the page's own training paused meanwhile.
import { expect, open, test } from './fixtures.ts';

test('every build that runs here is timed beside the plain one', async ({ page, isolated_site }) => {
  test.setTimeout(180_000);
  await open(page, isolated_site, '#classification');
  await page.evaluate(() => window.gradlab.play());
  await page.locator('#device').click();
  await page.getByRole('button', { name: 'Race the builds' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Race the builds on this device' });
  await expect(dialog.getByRole('listitem')).toHaveCount(4);
  await expect(page.getByRole('button', { name: 'Play', exact: true, includeHidden: true })).toBeAttached();
  await expect(dialog.getByRole('status')).toContainText(/\d times as fast/, { timeout: 150_000 });
  for (const name of ['Plain', 'SIMD', 'Relaxed SIMD', 'Threads']) {
    const lane = dialog.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
    await expect(lane).toContainText(/[\d,]+ images\/s/);
    await expect(lane).toContainText(/GFLOP\/s, [\d.]+ %/);
    await expect(lane).toContainText('loss');
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('closed early, it stops', async ({ page, site }) => {
  await open(page, site, '#regression');
  await page.locator('#device').click();
  await page.getByRole('button', { name: 'Race the builds' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Race the builds on this device' });
  await expect(dialog).toContainText('trains');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
});
