// The transformer by a visitor's hands: it answers what one asks, judges what one says, and streams what it writes.
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

interface Group {
  tokens: string[];
  given: number;
  state: string;
  label: string;
}

interface Writing {
  groups: Group[];
  writing?: boolean;
}

const writing_of = (page: Page): Promise<Writing> =>
  page.evaluate(async () => (await window.gradlab.view('writing')).options as unknown as Writing);

const metric = (page: Page, name: string): Promise<number> =>
  page.evaluate((key) => window.gradlab.metrics()[key] ?? 0, name);

const text_of = ({ groups }: Writing): string => groups[0]?.tokens.join('') ?? '';

test('letters are turned round after half a minute, also those that a visitor types', async ({ page, isolated_site }) => {
  test.setTimeout(240_000);
  await open(page, isolated_site, '#transformer?preset=reverse');
  await page.evaluate(() => window.gradlab.play());
  await expect.poll(() => metric(page, 'exact'), { timeout: 200_000, intervals: [500] }).toBeGreaterThan(0.985);
  await page.evaluate(() => window.gradlab.pause());
  const seconds = await metric(page, 'seconds');
  console.log(`reverse: 99 % exact after ${seconds.toFixed(1)} s of training`);
  await page.evaluate(() => window.gradlab.set({ beginning: 'maple' }));
  await expect.poll(async () => text_of(await writing_of(page))).toContain('elpam');
  expect((await writing_of(page)).groups[0]?.state).toBe('good');
});

test('a text streams token by token, can be stopped, and is the same from the same link', async ({ page, site }) => {
  const link = '#transformer?preset=stories&beginning=Mia';
  const first_text = async (): Promise<string> => {
    await open(page, site, link);
    await page.evaluate(() => window.gradlab.run(2));
    await page.evaluate(() => window.gradlab.input({ view: 'writing', kind: 'write' }));
    await expect.poll(async () => (await writing_of(page)).groups[0]?.tokens.length ?? 0).toBeGreaterThan(20);
    await page.evaluate(() => window.gradlab.input({ view: 'writing', kind: 'stop' }));
    return text_of(await writing_of(page));
  };
  const text = await first_text();
  expect(text.startsWith('Mia')).toBe(true);
  const { writing, groups } = await writing_of(page);
  expect(writing).toBe(false);
  expect(groups[0]?.given).toBe(3);
  expect((await first_text()).slice(0, 20)).toBe(text.slice(0, 20));
});

test('a sentence is judged as it is typed', async ({ page, site }) => {
  test.setTimeout(120_000);
  await open(page, site, '#transformer?preset=sentiment');
  await page.evaluate(() => window.gradlab.play());
  await expect.poll(() => metric(page, 'test_accuracy'), { timeout: 90_000 }).toBeGreaterThan(0.97);
  await page.evaluate(() => window.gradlab.pause());
  console.log(`sentiment: 97 % after ${(await metric(page, 'seconds')).toFixed(1)} s of training`);
  for (const [sentence, label] of [
    ['The song was not good at all.', 'negative'],
    ['The song was not bad at all.', 'positive'],
  ] as const) {
    await page.evaluate((beginning) => window.gradlab.set({ beginning }), sentence);
    expect((await writing_of(page)).groups[0]?.label).toBe(`=${label}`);
  }
});

test('characters never seen are said in a notice, and so are sizes that do not fit', async ({ page, site }) => {
  await open(page, site, '#transformer?preset=reverse');
  await page.evaluate(() => window.gradlab.set({ beginning: 'a☃' }));
  await expect(page.locator('.notice', { hasText: '☃' })).toBeVisible();
  const refused = await page.evaluate(() => window.gradlab.set({ heads: 7 }).then(String, String));
  expect(refused).toContain('multiple of the heads');
  expect((await page.evaluate(() => window.gradlab.params())).heads).not.toBe(7);
});
