// All of Gradlab in one file, opened from the disk: every demo trains, and nothing is asked of anybody.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { dist, expect, test } from './fixtures.ts';

const file = resolve(dist, 'gradlab.html');
const address = pathToFileURL(file).href;

/** Opens it, and returns the addresses that the page and its workers ask for from then on. */
async function open(page: Page, fragment = ''): Promise<string[]> {
  const asked: string[] = [];
  page.context().on('request', (request) => asked.push(request.url()));
  await page.goto(address + fragment);
  await started(page);
  return asked;
}

/** The file unpacks itself before anything is there. */
async function started(page: Page): Promise<void> {
  await page.waitForFunction(() => 'gradlab' in window);
  await page.evaluate(() => window.gradlab.ready.then(() => window.gradlab.pause()));
}

test('every demo trains, and all that is asked for is in the file', async ({ page }) => {
  test.setTimeout(180_000);
  const asked = await open(page);
  const demos = await page.evaluate(() => window.gradlab.demos());
  expect(demos.length).toBeGreaterThan(5);
  for (const { id } of demos) {
    const metrics = await page.evaluate((demo) => window.gradlab.open(demo).then(() => window.gradlab.run(3)), id);
    expect(metrics.step, id).toBe(3);
  }
  expect(await page.evaluate(() => window.gradlab.device())).toMatchObject({ build: 'simd', threads: 1 });
  await page.evaluate(() => window.gradlab.mirror());
  await page.getByRole('button', { name: 'Listen to the chart' }).first().press('Enter'); // which elsewhere is a file of its own
  await expect(page.getByText(/^Sonified chart/).first()).toBeVisible();
  expect(asked.filter((one) => !/^(blob|data):/.test(one))).toEqual([address]);
});

test('digits are learnt, drawn and found again by their link', async ({ page }) => {
  await open(page, '#mnist-cnn?preset=softmax-regression');
  const { test_accuracy } = await page.evaluate(() => window.gradlab.run(200));
  expect(test_accuracy).toBeGreaterThan(0.8);
  await expect(page.locator('#workspace')).toBeVisible();
  expect(await page.evaluate(() => window.gradlab.link())).toBe(`${address}#mnist-cnn?preset=softmax-regression`);
});

test('is small enough for a mail, and says what it is', async ({ page }) => {
  expect(statSync(file).size).toBeLessThan(6e6);
  await open(page);
  await page.getByRole('button', { name: /Trains on/ }).click();
  await expect(page.locator('#device-card')).toContainText('The page in one file has this build alone');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: /Download for offline/ })).toHaveCount(0);
  const licences = page.getByRole('link', { name: 'Licences' });
  const text = await licences.evaluate(async (link: HTMLAnchorElement) => (await fetch(link.href)).text());
  expect(text).toContain('SIL OPEN FONT LICENSE');
});

test.describe('the page itself, opened from the disk', () => {
  test.use({ allowed_errors: [/CORS policy|Failed to load resource|net::ERR_FAILED|Content Security Policy|Unsafe attempt/] });

  test('says which file to open instead', async ({ page }) => {
    await page.goto(`${pathToFileURL(resolve(dist, 'index.html')).href}#regression`);
    await expect(page.getByRole('heading', { name: 'Open gradlab.html instead' })).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.getByRole('link', { name: 'gradlab.html' }).click();
    await started(page);
    expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
  });
});
