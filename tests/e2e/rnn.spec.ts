// Recurrent networks from their links: they remember, write and foretell before the visitor's eyes.
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

interface Text {
  groups: { tokens: string[]; given: number }[];
  writing: boolean;
}

const text_of = (page: Page): Promise<Text> =>
  page.evaluate(async () => (await window.gradlab.view('text')).options as unknown as Text);

const metric = (page: Page, name: string): Promise<number> =>
  page.evaluate((key) => window.gradlab.metrics()[key] ?? 0, name);

test('an LSTM solves the delayed copy over fifty steps within a minute', async ({ page, isolated_site }) => {
  test.setTimeout(300_000);
  await open(page, isolated_site, '#rnn?preset=delayed-copy');
  await page.evaluate(() => window.gradlab.play());
  await expect.poll(() => metric(page, 'accuracy'), { timeout: 240_000, intervals: [500] }).toBeGreaterThan(0.99);
  await page.evaluate(() => window.gradlab.pause());
  const seconds = await metric(page, 'seconds');
  console.log(`delayed copy: 99 % after ${seconds.toFixed(1)} s of training`);
});

test('side by side, gates remember what a plain network cannot', async ({ page, isolated_site }) => {
  test.setTimeout(300_000);
  await open(page, isolated_site, '#rnn?preset=long-memory');
  await page.evaluate(() => window.gradlab.play());
  const both = async (): Promise<number> =>
    Math.min(await metric(page, 'lstm_accuracy'), await metric(page, 'gru_accuracy'));
  await expect.poll(both, { timeout: 240_000, intervals: [500] }).toBeGreaterThan(0.6);
  await page.evaluate(() => window.gradlab.pause());
  expect(await metric(page, 'rnn_accuracy')).toBeLessThan(0.2);
  const reach = await page.evaluate(async () => {
    const { tensors } = await window.gradlab.view('gradients');
    return ['rnn', 'lstm', 'gru'].map((cell) => tensors[cell]?.data[0] ?? 0);
  });
  expect(reach[1]).toBeGreaterThan(100 * (reach[0] ?? 1));
  expect(reach[2]).toBeGreaterThan(100 * (reach[0] ?? 1));
});

test('a beginning is gone on with token by token, until it is stopped', async ({ page, site }) => {
  await open(page, site, '#rnn?preset=stories');
  await page.evaluate(() => window.gradlab.run(3));
  await page.evaluate(() => window.gradlab.set({ beginning: 'Mia', temperature: 1 }));
  await expect.poll(async () => (await text_of(page)).groups[0]?.tokens.length ?? 0).toBeGreaterThan(3);
  await page.evaluate(() => window.gradlab.input({ view: 'text', kind: 'stop' }));
  const { groups, writing } = await text_of(page);
  expect(writing).toBe(false);
  expect(groups[0]?.given).toBe(3);
  expect(groups[0]?.tokens.join('').startsWith('Mia')).toBe(true);
});

test('a series is foretold, with a fan around what the network expects on its own', async ({ page, site }) => {
  await open(page, site, '#rnn?preset=sines');
  const before = await page.evaluate(async () => (await window.gradlab.run(1)).test_loss ?? 0);
  const after = await page.evaluate(async () => (await window.gradlab.run(100)).test_loss ?? 1);
  expect(after).toBeLessThan(before / 10);
  const { bands } = await page.evaluate(async () => (await window.gradlab.view('forecast')).options);
  expect(bands).toHaveLength(1);
});
