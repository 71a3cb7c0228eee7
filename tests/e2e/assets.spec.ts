// The data that a demo needs: loaded when it is opened, and only then.
import type { Page } from '@playwright/test';
import { expect, notice, open, test } from './fixtures.ts';

// Past the service worker, which has the digits soon: what is tested is what the page does without it.
test.use({ serviceWorkers: 'block', allowed_errors: [/Service Worker registration blocked/] });

const asked_for_digits = (page: Page): string[] => {
  const addresses: string[] = [];
  page.on('request', (request) => void (request.url().includes('mnist') && addresses.push(request.url())));
  return addresses;
};

test('other demos do not load it', async ({ page, site }) => {
  const digits = asked_for_digits(page);
  await open(page, site, '#classification');
  await page.evaluate(() => window.gradlab.run(5));
  await page.evaluate(() => window.gradlab.open('regression'));
  expect(digits).toEqual([]);
});

test('the demo waits for it, and it is loaded once', async ({ page, site }) => {
  const digits = asked_for_digits(page);
  await open(page, site, '#regression');
  await page.evaluate(() => window.gradlab.open('mnist-cnn'));
  expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
  await page.evaluate(() => window.gradlab.open('regression'));
  await page.evaluate(() => window.gradlab.open('mnist-cnn'));
  expect(digits).toHaveLength(1);
});

test('what takes a while shows how far it is, and another demo can be opened meanwhile', async ({ page, site }) => {
  await open(page, site, '#regression');
  let go = (): void => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route(/mnist/, async (route) => {
    await held;
    await route.continue();
  });
  const opening = page.evaluate(() => window.gradlab.open('mnist-cnn').catch((error: Error) => error.message));
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.evaluate(() => window.gradlab.open('classification'));
  go();
  expect(await opening).toMatch(/Another demo/);
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect(page.locator('#demo-title')).toHaveText('Classification');
});

test('who does not wait for the first demo gets another', async ({ page, site }) => {
  await page.route(/mnist/, () => {}); // never answered
  await page.goto(`${site.address}#mnist-cnn`);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.evaluate(() => void (location.hash = '#regression'));
  await page.evaluate(() => window.gradlab.ready.then(() => window.gradlab.pause()));
  await expect(page.locator('#demo-title')).toHaveText('Regression');
});

test.describe('where it cannot be had', () => {
  test.use({ allowed_errors: [/Failed to load resource|Service Worker registration blocked/] });

  test('a sentence says so, what was open stays, and later it can be had', async ({ page, site }) => {
    await open(page, site, '#regression');
    await page.route(/mnist/, (route) => route.abort());
    const outcome = await page.evaluate(() => window.gradlab.open('mnist-cnn').catch((error: Error) => error.message));
    expect(outcome).toMatch(/did not arrive/);
    await expect(page.locator('#demo-title')).toHaveText('Regression');
    await page.unroute(/mnist/);
    await page.evaluate(() => window.gradlab.open('mnist-cnn'));
    expect((await page.evaluate(() => window.gradlab.run(1))).step).toBe(1);
  });

  test('a link to the demo opens the first one instead', async ({ page, site }) => {
    await page.route(/mnist/, (route) => route.abort());
    await open(page, site, '#mnist-cnn');
    await notice(page, /did not arrive/);
    expect((await page.evaluate(() => window.gradlab.run(3))).step).toBe(3);
  });
});
