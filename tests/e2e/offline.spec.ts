// With the network off after one visit, and what the page loads.
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

test('works with the server gone after one visit', async ({ page }) => {
  const site = await serve(dist);
  await open(page, site, '#classification?preset=moons');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => kept(page, /mnist|trainer-/).then(({ length }) => length)).toBe(3);
  const first = await page.evaluate(() => window.gradlab.run(30));
  await site.stop();
  await open(page, site, '#classification?preset=moons');
  expect((await page.evaluate(() => window.gradlab.run(30))).loss).toBe(first.loss);
  await open(page, site);
  await page.evaluate(() => window.gradlab.open('mnist-cnn')); // which was never opened before
  expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
});

test('a demo that was never opened works in the tab of the first visit, with the server gone', async ({ page }) => {
  const site = await serve(dist);
  await open(page, site, '#regression');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => kept(page, /mnist/).then(({ length }) => length)).toBe(1);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await site.stop();
  await page.evaluate(() => window.gradlab.open('mnist-cnn'));
  expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
});

test('keeps one build of the trainer', async ({ page }) => {
  const site = await serve(dist);
  await open(page, site, '#regression');
  const build = await page.evaluate(() => window.gradlab.device().build);
  await expect.poll(() => kept(page, /trainer-/).then(({ length }) => length)).toBe(2);
  for (const address of await kept(page, /trainer-/)) expect(address).toMatch(new RegExp(`trainer-${build}[-.]`));
  expect((await kept(page, /ui/)).length).toBeGreaterThan(1);
  await site.stop();
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
