// Two builds served one after the other: a page is of one of them, and says when the other is ready.
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { death_of_trainer, dist, expect, keep_workers, kill_trainer, notice, open, step_of, test } from './fixtures.ts';
import { make_next_version } from './next_version.ts';
import { serve } from './server.ts';

let next: string;
test.beforeAll(async () => {
  next = await make_next_version(dist);
});
test.afterAll(() => rmSync(next, { recursive: true }));

const is_next = (page: Page): Promise<boolean> => page.evaluate(() => 'next_version' in window);
const versions_kept = (page: Page): Promise<number> => page.evaluate(async () => (await caches.keys()).length);
const is_kept = (page: Page): Promise<void> =>
  expect(page.getByRole('button', { name: /available offline/ })).toBeVisible({ timeout: 30_000 });
const update = (page: Page) => page.getByRole('button', { name: 'Update' });
/** Once all of the other version has come. */
const is_offered = (page: Page): Promise<void> => expect(update(page)).toBeVisible({ timeout: 30_000 });

test('the page that is open stays what it is, says that a new version is ready, and becomes it by a button', async ({ page }) => {
  const site = await serve(dist);
  await open(page, site, '#regression');
  await is_kept(page);
  site.become(next);
  await open(page, site, '#regression?seed=3');
  expect(await is_next(page)).toBe(false);
  await is_offered(page);
  await page.evaluate(() => window.gradlab.open('classification')); // the notice is of the page, not of the demo
  expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
  await expect(update(page)).toBeVisible();
  await update(page).click();
  await page.waitForFunction(() => 'next_version' in window && 'gradlab' in window);
  await page.evaluate(() => window.gradlab.ready);
  await expect(page.locator('#demo-title')).toHaveText('Classification');
  await is_kept(page);
  await expect.poll(() => versions_kept(page), { timeout: 30_000 }).toBe(1);
  await expect(update(page)).toHaveCount(0);
  await site.stop();
  await open(page, site, '#regression');
  expect(await is_next(page)).toBe(true);
  expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
});

test.describe('a host that has half of each', () => {
  test.use({ allowed_errors: [/Failed to load resource/] });

  test('has the new service worker and the old files: the old version goes on alone', async ({ page }) => {
    const half = mkdtempSync(join(tmpdir(), 'gradlab-half-'));
    cpSync(dist, half, { recursive: true });
    copyFileSync(join(next, 'service_worker.js'), join(half, 'service_worker.js'));
    const site = await serve(dist);
    await open(page, site, '#regression');
    await is_kept(page);
    site.become(half);
    await open(page, site, '#regression');
    const tried = page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch(() => {});
      const worker = registration.installing;
      if (worker === null) return 'redundant';
      await new Promise((resolve) => worker.addEventListener('statechange', resolve));
      return worker.state;
    });
    expect(await tried).toBe('redundant');
    await expect(update(page)).toHaveCount(0);
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
    await site.stop();
    await open(page, site, '#regression');
    expect(await is_next(page)).toBe(false);
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
    rmSync(half, { recursive: true });
  });

  test('changes while the page loads: a sentence, and the new version the next time', async ({ page }) => {
    const site = await serve(dist);
    site.hold(/index-.*\.js/);
    await page.goto(site.address, { waitUntil: 'commit' });
    await page.waitForTimeout(500); // until the script is asked for
    site.become(next);
    site.hold(); // what has not come yet never will
    await expect(page.getByRole('heading', { name: 'Gradlab could not start' })).toBeVisible({ timeout: 10_000 });
    await open(page, site, '#regression');
    expect(await is_next(page)).toBe(true);
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
    await site.stop();
  });
});

test.describe('two tabs', () => {
  test.use({ allowed_errors: [death_of_trainer] });

  test('one is updated: the other goes on as what it is, its lost trainer included, and says so', async ({ page, context }) => {
    const site = await serve(dist);
    await keep_workers(page);
    await open(page, site, '#regression');
    await is_kept(page);
    await open(page, site, '#regression');
    await page.evaluate(() => window.gradlab.run(20));
    site.become(next);
    const other = await context.newPage();
    await open(other, site, '#classification');
    await is_offered(other);
    await update(other).click();
    await other.waitForFunction(() => 'next_version' in window);
    await is_offered(page);
    expect(await is_next(page)).toBe(false);
    expect(await step_of(page)).toBe(20);
    await kill_trainer(page);
    await notice(page, /trainer/i);
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBeGreaterThan(4);
    await update(page).click();
    await page.waitForFunction(() => 'next_version' in window);
    await site.stop();
  });
});
