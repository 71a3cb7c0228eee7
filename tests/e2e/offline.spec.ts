// With the network off after one visit, and what the page loads.
import { dist, expect, open, test } from './fixtures.ts';
import { serve } from './server.ts';

test('works with the server gone after one visit', async ({ page }) => {
  const site = await serve(dist);
  await open(page, site, '#classification?preset=moons');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => caches.keys().then((names) => names.length))).toBeGreaterThan(0);
  const first = await page.evaluate(() => window.gradlab.run(30));
  await site.stop();
  await open(page, site, '#classification?preset=moons');
  expect((await page.evaluate(() => window.gradlab.run(30))).loss).toBe(first.loss);
  await open(page, site);
  await page.evaluate(() => window.gradlab.open('mnist-cnn')); // its data was not asked for before
  expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
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
