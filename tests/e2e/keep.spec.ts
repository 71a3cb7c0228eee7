// Nothing that a visitor made is lost: project files, weights, what the browser keeps, and what happens where it cannot.
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expect, notice, notices, open, small_page, step_of, test } from './fixtures.ts';

/** The run as a project file, in base64. */
const saved = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const bytes = new Uint8Array(await (await window.gradlab.save()).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });

const load = (page: Page, file: string): Promise<void> =>
  page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    await window.gradlab.load(new Blob([bytes]));
  }, file);

/** The hash of everything that training has made of the run. */
async function state_of(page: Page): Promise<string> {
  const entry = unzipSync(Buffer.from(await saved(page), 'base64'))['project.json'];
  return (JSON.parse(strFromU8(entry ?? new Uint8Array())) as { hash: string }).hash;
}

const demos = (page: Page): Promise<string[]> => page.evaluate(() => window.gradlab.demos().map(({ id }) => id));

/** Few steps, of the demos that cost most few indeed. */
const steps = 4;

test('a project file of every demo goes on in a fresh browser as if it had never stopped', async ({ page, browser, site }) => {
  test.setTimeout(240_000);
  await open(page, site);
  const fresh = await (await browser.newContext()).newPage();
  await open(fresh, site);
  for (const id of await demos(page)) {
    await test.step(id, async () => {
      await page.evaluate((demo) => window.gradlab.open(demo), id);
      await page.evaluate((count) => window.gradlab.run(count), steps);
      await load(fresh, await saved(page));
      expect(await step_of(fresh)).toBe(steps);
      expect(await fresh.evaluate(() => window.gradlab.params())).toEqual(await page.evaluate(() => window.gradlab.params()));
      for (const one of [page, fresh]) await one.evaluate(() => window.gradlab.run(2));
      expect(await state_of(fresh)).toBe(await state_of(page));
      expect(await fresh.evaluate(() => window.gradlab.history())).toEqual(await page.evaluate(() => window.gradlab.history()));
    });
  }
  await fresh.context().close();
});

const table = 'x,y\n' + Array.from({ length: 40 }, (_, row) => `${row},${(row * 7) % 13}`).join('\n');

test("a project file carries the visitor's own table", async ({ page, browser, site }) => {
  await open(page, site, '#regression');
  await page.evaluate(async (csv) => {
    await window.gradlab.input({ kind: 'csv', text: csv });
    await window.gradlab.input({ kind: 'csv_use', inputs: [0], target: 1, text: csv });
  }, table);
  await page.locator('#file').setInputFiles({ name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.evaluate(() => window.gradlab.pause());
  await page.evaluate(() => window.gradlab.run(5));
  const fresh = await (await browser.newContext()).newPage();
  await open(fresh, site);
  await load(fresh, await saved(page));
  await expect(fresh.locator('#preset-title')).toHaveText('own.csv');
  for (const one of [page, fresh]) await one.evaluate(() => window.gradlab.run(3));
  expect(await state_of(fresh)).toBe(await state_of(page));
  await fresh.context().close();
});

test('what is no run, or a damaged one, is refused by a sentence, and what was open goes on', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.run(20));
  const before = await state_of(page);
  const file = Buffer.from(await saved(page), 'base64');
  const drop = (name: string, buffer: Buffer): Promise<void> =>
    page.locator('#file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await drop('half.gradlab', file.subarray(0, file.length / 2));
  await notice(page, 'This file holds no Gradlab run');
  await drop('other.zip', Buffer.concat([Buffer.from('PK'), Buffer.alloc(100)]));
  await expect(page.locator('.notice', { hasText: 'This file holds no Gradlab run' })).toBeVisible();
  await drop('x.safetensors', Buffer.alloc(64, 1));
  await expect.poll(async () => (await notices(page)).length).toBeGreaterThan(1);
  expect(await state_of(page)).toBe(before);
  await drop('whole.gradlab', file);
  await notice(page, /whole.gradlab is open again, at step 20/);
  expect(await state_of(page)).toBe(before);
});

test('weights go out and come in by their names, and do not fit another network', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.run(30));
  const [loss, after] = await page.evaluate(async () => {
    const before = window.gradlab.metrics().loss;
    const weights = await window.gradlab.exportWeights();
    await window.gradlab.reset();
    await window.gradlab.importWeights(weights);
    return [before, window.gradlab.metrics().loss];
  });
  expect(after).toBeCloseTo(loss ?? 0, 5);
  const undo = page.getByRole('button', { name: 'Undo: Weights from a file' });
  await undo.click();
  await expect(undo).toBeHidden(); // the next is of something else
  expect(await page.evaluate(() => window.gradlab.metrics().loss)).not.toBeCloseTo(loss ?? 0, 5);
  const sentence = await page.evaluate(async () => {
    const weights = await window.gradlab.exportWeights();
    await window.gradlab.set({ layers: '3' });
    return window.gradlab.importWeights(weights).then(() => '', (error: Error) => error.message);
  });
  expect(sentence).toContain('The weights do not fit');
  await expect(page.getByRole('button', { name: 'Undo: Hidden layers' })).toBeVisible(); // nothing came of the last
});

/** The steps of the run that the browser has kept. */
const kept_steps = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('gradlab', 1);
      request.onsuccess = () => resolve(request.result);
    });
    const runs = await new Promise<{ step: number }[]>((resolve) => {
      if (!database.objectStoreNames.contains('runs')) return resolve([]);
      const request = database.transaction('runs').objectStore('runs').getAll();
      request.onsuccess = () => resolve(request.result as { step: number }[]);
    });
    database.close();
    return Math.max(0, ...runs.map(({ step }) => step));
  });

/** Waits until the browser has kept a run of so many steps at least, and loads the page anew. */
async function left_and_come_back(page: Page, least = 1): Promise<void> {
  await expect.poll(() => kept_steps(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(least);
  await page.reload();
  await page.evaluate(() => window.gradlab.ready);
}

test('a page that is loaded anew in the middle of training offers to go on, for every demo', async ({ browser, site }) => {
  test.setTimeout(400_000);
  const first = await browser.newPage({ viewport: small_page });
  await open(first, site);
  const ids = await demos(first);
  await first.close();
  for (const id of ids) {
    await test.step(id, async () => {
      const page = await browser.newPage({ viewport: small_page });
      await open(page, site, `#${id}`);
      await page.evaluate((count) => window.gradlab.run(count), steps);
      const before = await state_of(page);
      await left_and_come_back(page, steps);
      await notice(page, 'You were here before');
      await page.getByRole('button', { name: 'Go on', exact: true }).click();
      // Until then the page trains by itself, and may be at that step of another run.
      const stands = async () => [await step_of(page), await page.locator('#play').getAttribute('aria-label')];
      await expect.poll(stands, { timeout: 20_000 }).toEqual([steps, 'Play']); // two demos are built on the way
      expect(await state_of(page)).toBe(before);
      await page.close();
    });
  }
});

test("the visitor's own file is there again, too", async ({ page, site }) => {
  await open(page, site, '#regression');
  await page.locator('#file').setInputFiles({ name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.evaluate(() => window.gradlab.pause());
  await left_and_come_back(page);
  await notice(page, /You were here before: own.csv/);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page.locator('#preset-title')).toHaveText('own.csv');
  await page.evaluate(() => window.gradlab.run(2));
});

test('two tabs keep their own runs, and neither is offered while it lives', async ({ context, site }) => {
  const pages = [await context.newPage(), await context.newPage()];
  for (const [place, page] of pages.entries()) {
    await open(page, site, '#classification');
    await page.evaluate((count) => window.gradlab.run(count), 10 + place);
    await page.waitForTimeout(1500);
  }
  const [one, other] = pages as [Page, Page];
  expect(await notices(other)).toEqual([]);
  await one.close();
  await other.reload();
  await notice(other, /step 1[01]/);
  await other.locator('#save').click();
  await expect(other.getByRole('listitem').filter({ hasText: /^Classification.*Step 1[01]/ })).toHaveCount(2);
  await other.getByRole('button', { name: 'Forget everything' }).click();
  await expect(other.getByText('No earlier run.')).toBeVisible();
  await other.reload();
  await other.evaluate(() => window.gradlab.ready);
  await other.waitForTimeout(500);
  expect(await notices(other)).toEqual([]);
});

for (const [error, sentence] of [
  ['QuotaExceededError', "The browser's storage is full"],
  ['InvalidStateError', 'This browser lets the page keep nothing'],
] as const) {
  test(`where storage answers with ${error} a sentence says so, once, and training goes on`, async ({ page, site }) => {
    await page.addInitScript((name) => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('no', name);
      };
    }, error);
    await open(page, site, '#classification');
    await page.evaluate(() => window.gradlab.run(5));
    await notice(page, sentence);
    await page.evaluate(() => window.gradlab.run(5));
    await page.waitForTimeout(1500);
    expect((await notices(page)).filter((words) => words.includes(sentence))).toHaveLength(1);
    expect(await step_of(page)).toBe(10);
  });
}
