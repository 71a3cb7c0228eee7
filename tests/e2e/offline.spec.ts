// With the network off after one visit, what is kept, and what the service worker makes of a host without headers.
import type { Page } from '@playwright/test';
import { dist, expect, open, test } from './fixtures.ts';
import { serve } from './server.ts';

/** Addresses that the page keeps and that have `what` in them. */
const kept = async (page: Page, what: RegExp): Promise<string[]> => {
  const addresses = await page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(opened.map((cache) => cache.keys()))).flat().map(({ url }) => url);
  });
  return addresses.filter((address) => what.test(address));
};
const builds_kept = async (page: Page): Promise<string[]> => [
  ...new Set((await kept(page, /trainer-/)).map((address) => /trainer-(relaxed-mt|relaxed|simd)/.exec(address)?.[1] ?? '')),
];

/** Resolves when the page is kept, as its menu says. */
const is_kept = (page: Page): Promise<void> =>
  expect(page.getByRole('button', { name: /available offline/, includeHidden: true })).not.toHaveAttribute('hidden', { timeout: 30_000 });

const steps = (page: Page, count: number) => page.evaluate((steps) => window.gradlab.run(steps), count);

test('works with the server gone after one visit, demos that were never opened, too', async ({ page }) => {
  const site = await serve(dist);
  await open(page, site, '#classification?preset=moons');
  await is_kept(page);
  const first = await steps(page, 30);
  await site.stop();
  await open(page, site, '#classification?preset=moons');
  expect((await steps(page, 30)).loss).toBe(first.loss);
  for (const id of ['regression', 'rnn']) {
    await page.evaluate((demo) => window.gradlab.open(demo), id);
    expect((await steps(page, 2)).step, id).toBe(2);
  }
});

test("a demo's data are kept when it is first opened", async ({ page }) => {
  const site = await serve(dist);
  await open(page, site, '#mnist-cnn');
  await is_kept(page);
  expect(await kept(page, /mnist/)).toHaveLength(1);
  await site.stop();
  await open(page, site, '#mnist-cnn');
  expect((await steps(page, 2)).step).toBe(2);
});

test.describe('what was never fetched', () => {
  test.use({ allowed_errors: [/Failed to load resource/] });

  test('can be had at once, by a button, and else a sentence says that it is missing', async ({ page }) => {
    const site = await serve(dist);
    await open(page, site, '#regression');
    await is_kept(page);
    expect(await kept(page, /mnist/)).toHaveLength(0);
    site.hold(/mnist/);
    await page.getByRole('button', { name: 'Make everything available offline' }).click();
    await expect(page.getByRole('button', { name: 'Getting what is missing' })).toBeDisabled();
    site.hold();
    await page.getByRole('button', { name: 'Not everything arrived' }).click();
    await expect(page.getByRole('button', { name: 'Everything is available offline' })).toBeDisabled();
    await site.stop();
    await open(page, site, '#regression');
    await page.evaluate(() => window.gradlab.open('mnist-cnn'));
    expect((await steps(page, 2)).step).toBe(2);
    await expect(page.getByRole('button', { name: 'Everything is available offline' })).toBeDisabled();
  });
});

test('from the second load on the page is isolated, trains on threads and keeps that build alone', async ({ page, site }) => {
  await open(page, site, '#classification?preset=moons&seed=2');
  const alone = await steps(page, 50);
  expect(await page.evaluate(() => window.gradlab.device())).toMatchObject({ build: 'relaxed', threads: 1 });
  await is_kept(page);
  expect((await builds_kept(page)).toSorted()).toEqual(['relaxed', 'relaxed-mt']); // this time's, and the next one's
  await page.getByRole('button', { name: /Trains on/ }).click();
  await expect(page.locator('#device-card')).toContainText(/From the next time it is loaded on, this page trains on \d+ threads/);
  const loads: string[] = [];
  page.on('load', (loaded) => loads.push(loaded.url()));
  await page.getByRole('button', { name: 'Load it again' }).click();
  await page.waitForFunction(() => crossOriginIsolated && 'gradlab' in window);
  await page.evaluate(() => window.gradlab.ready.then(() => window.gradlab.reset()));
  const { build, threads } = await page.evaluate(() => window.gradlab.device());
  expect(build).toBe('relaxed-mt');
  expect(threads).toBeGreaterThan(1);
  expect((await steps(page, 50)).loss).toBe(alone.loss);
  await is_kept(page);
  expect(await builds_kept(page)).toEqual(['relaxed-mt']);
  await page.waitForTimeout(500);
  expect(loads).toHaveLength(1); // and it stays so
});

test('where the host isolates the page, one build is kept from the first visit on', async ({ page, isolated_site }) => {
  await open(page, isolated_site, '#regression');
  await is_kept(page);
  expect(await builds_kept(page)).toEqual(['relaxed-mt']);
  expect((await kept(page, /ui-/)).length).toBeGreaterThan(1);
  expect(await kept(page, /gradlab\.html/)).toEqual([]);
});

test('in a private window, where nothing may be kept, the device card says which build runs and why', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
  });
  await open(page, site, '#regression');
  await page.getByRole('button', { name: /Trains on/ }).click();
  await expect(page.locator('#device-card')).toContainText('on one thread');
  await expect(page.locator('#device-card')).toContainText('as in a private window');
  await expect(page.getByRole('button', { name: 'Load it again' })).toBeHidden();
});

test('carries a policy that allows nothing from elsewhere', async ({ page, site }) => {
  const violations: string[] = [];
  await page.exposeFunction('report', (text: string) => violations.push(text));
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      (window as unknown as { report(text: string): void }).report(event.blockedURI),
    ),
  );
  await open(page, site, '#regression');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-inline');
  await page.evaluate(() => window.gradlab.run(10));
  expect(violations).toEqual([]);
});

test('is one folder of files with relative addresses', async ({ page, site }) => {
  await page.goto(site.address);
  const addresses = await page
    .locator('link[href], script[src]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? link.getAttribute('src')));
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses) expect(address).not.toMatch(/^(\/|https?:)/);
});
