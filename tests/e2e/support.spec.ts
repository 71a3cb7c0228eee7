// Browsers that lack something, and builds for those that do not.
import { expect, notice, open, test } from './fixtures.ts';

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
  await expect(page.getByRole('heading', { name: 'What the network answers' })).toBeVisible(); // in the text view
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

test.describe('where the page cannot start: a sentence', () => {
  test.use({ allowed_errors: [/Worker is not defined|Failed to load resource|CORS policy|Content Security Policy/] });
  const sentence = { name: 'Gradlab could not start' };

  test('without workers', async ({ page, site }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
    await page.goto(site.address);
    await expect(page.getByRole('heading', sentence)).toBeVisible();
  });

  test('where the main script is gone', async ({ page, site }) => {
    await page.route(/assets\/index-.*\.js$/, (route) => route.fulfill({ status: 404 }));
    await page.goto(site.address);
    await expect(page.getByRole('heading', sentence)).toBeVisible({ timeout: 10_000 });
  });

  test('and nothing of the kind where it starts', async ({ page, site }) => {
    await open(page, site);
    await expect(page.locator('#not-started')).toHaveCount(0);
  });
});

test.describe('where the trainer is gone from the host', () => {
  test.use({ allowed_errors: [/Failed to load resource|the trainer died|stopped before/] });
  test('the advice is to load the page again, not to choose a smaller model', async ({ page, site }) => {
    await page.addInitScript(() => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (this: Worker, message: { module?: string }, transfer: Transferable[]) {
        const { module } = message;
        const gone = module === undefined ? message : { ...message, module: `${module}.gone` };
        Reflect.apply(postMessage, this, [gone, transfer]);
      } as typeof postMessage;
    });
    await page.goto(site.address);
    await notice(page, /did not arrive/);
  });
});

test('where storage, service workers and the history are forbidden, it works, and the console stays clean', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const forbid = (): never => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: forbid });
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: forbid });
    history.pushState = history.replaceState = forbid;
    if (navigator.locks) navigator.locks.request = () => Promise.reject(new DOMException('forbidden', 'SecurityError'));
  });
  await open(page, site, '#classification');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await page.evaluate(() => window.gradlab.set({ seed: 5 }));
  await page.getByRole('link', { name: 'Two spirals' }).click();
  await expect(page.locator('#preset-title')).toHaveText('Two spirals');
  await page.waitForTimeout(500); // until the address would be written
  expect((await page.evaluate(() => window.gradlab.run(5))).step).toBeGreaterThan(4);
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
