// Browsers that lack something, and builds for those that do not.
import { expect, open, test } from './fixtures.ts';

test('without WebAssembly SIMD: a sentence', async ({ page, site }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto(site.address);
  await expect(page.getByRole('heading', { name: 'This browser cannot train networks' })).toBeVisible();
});

test('without relaxed SIMD: the plain build', async ({ page, site }) => {
  await page.addInitScript(() => {
    const { validate } = WebAssembly;
    WebAssembly.validate = (module) => (module as Uint8Array).length < 35 && validate(module);
  });
  await open(page, site, '#regression');
  expect(await page.evaluate(() => window.gradlab.device())).toMatchObject({ build: 'simd', threads: 1 });
  expect((await page.evaluate(() => window.gradlab.run(20))).step).toBe(20);
});

test('without WebGL 2: a sentence, and training works', async ({ page, site }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await open(page, site, '#classification');
  await expect(page.getByRole('heading', { name: 'The pictures cannot be drawn here' })).toBeVisible();
  expect((await page.evaluate(() => window.gradlab.run(20))).step).toBe(20);
  await expect(page.locator('#step-count')).toHaveText('20');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => page.locator('#step-count').textContent()).not.toBe('20');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('a sentence', async ({ page, site }) => {
    await page.goto(site.address);
    await expect(page.getByRole('heading', { name: 'Gradlab needs JavaScript' })).toBeVisible();
  });
});

test('where the page is isolated: threads, and the same numbers', async ({ page, site, isolated_site }) => {
  const link = '#classification?preset=moons&seed=2';
  await open(page, site, link);
  const alone = await page.evaluate(() => window.gradlab.run(50));
  await open(page, isolated_site, link);
  const device = await page.evaluate(() => window.gradlab.device());
  expect(device.build).toBe('relaxed-mt');
  expect(device.threads).toBeGreaterThan(1);
  await expect(page.locator('#device')).toContainText(String(device.threads));
  expect((await page.evaluate(() => window.gradlab.run(50))).loss).toBe(alone.loss);
});
