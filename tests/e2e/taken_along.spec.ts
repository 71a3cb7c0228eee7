// What a visitor takes along: pictures, drawings, tables and texts of what the cards show, curves, weights, the run.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

/** What the visitor gets by `act`, by its name. */
async function download(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Opens the menu of the card at a place of the workspace, in shares of its size, and takes what it offers. */
async function take(page: Page, at: [number, number], offer: string): Promise<{ name: string; bytes: Buffer }> {
  const box = (await page.locator('#workspace').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.click(box.x + at[0] * box.width, box.y + at[1] * box.height, { button: 'right' });
  return download(page, () => page.getByRole('menuitem', { name: offer }).click());
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
/** Width and height of a PNG. */
const size_of = (bytes: Buffer): [number, number] => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

test('a card gives its picture, its curves as a drawing and its numbers as a table', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.run(40));
  await page.waitForTimeout(500);
  const field: [number, number] = [0.1, 0.4];
  const loss: [number, number] = [0.1, 0.8];
  const picture = await take(page, field, 'Picture of this card');
  expect(picture.name).toBe('classification-field-40.png');
  expect(picture.bytes.subarray(0, 4)).toEqual(png);
  const [width, height] = size_of(picture.bytes);
  const all = await take(page, field, 'Picture of everything');
  const [all_width, all_height] = size_of(all.bytes);
  expect(width).toBeGreaterThan(100);
  expect(width * height).toBeLessThan((all_width * all_height) / 2);
  const numbers = await take(page, field, 'Numbers as a table');
  expect(numbers.bytes.toString()).toMatch(/^points,\d+,2\r\n/m);
  const drawing = await take(page, loss, 'Curves as a drawing');
  expect(drawing.bytes.toString()).toMatch(/^<svg [^>]*xmlns=.*<polyline/s);
  const table = await take(page, loss, 'Numbers as a table');
  const [head, ...rows] = table.bytes.toString().trim().split('\r\n');
  expect(head).toContain('test loss');
  expect(rows).toHaveLength(41);
});

test('what a network wrote is had as text', async ({ page, site }) => {
  await open(page, site, '#transformer?preset=stories');
  await page.evaluate(() => window.gradlab.input({ view: 'writing', kind: 'write' }));
  await expect.poll(async () => page.evaluate(async () => JSON.stringify((await window.gradlab.view('writing')).options).length), { timeout: 20_000 }).toBeGreaterThan(400);
  await page.evaluate(() => window.gradlab.input({ view: 'writing', kind: 'stop' }));
  await page.waitForTimeout(500);
  const written = await take(page, [0.3, 0.17], 'What was written');
  expect(written.name).toMatch(/^transformer-writing-.*\.txt$/);
  expect(written.bytes.length).toBeGreaterThan(20);
});

test('the run, its weights and its curves are files', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.run(12));
  const saved = (place: number) => async (): Promise<void> => {
    await page.locator('#save').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).nth(place).click();
  };
  const run = await download(page, saved(0));
  expect([run.name, run.bytes.subarray(0, 2).toString()]).toEqual(['classification-circle-12.gradlab', 'PK']);
  const weights = await download(page, saved(1));
  const header = weights.bytes.subarray(8, 8 + Number(weights.bytes.readBigUInt64LE(0))).toString();
  expect(Object.keys(JSON.parse(header) as object)).toContain('0.weight');
  const curves = await download(page, saved(2));
  expect(curves.bytes.toString().split('\r\n')[0]).toMatch(/^step,/);
});

test('own points are moved by dragging and go away by a click', async ({ page, site }) => {
  await open(page, site, '#regression?preset=five-points');
  await page.evaluate(() => window.gradlab.set({ points: [] }));
  const points = (): Promise<unknown> => page.evaluate(() => window.gradlab.params().points);
  const box = (await page.locator('#workspace').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [box.x + 0.2 * box.width, box.y + 0.3 * box.height];
  await page.mouse.click(x, y);
  await expect.poll(points).toHaveLength(1);
  const [[before] = []] = (await points()) as number[][];
  await page.waitForTimeout(300);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 10, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => ((await points()) as number[][])[0]?.[0]).toBeGreaterThan(before ?? NaN);
  expect(await points()).toHaveLength(1);
  await page.waitForTimeout(300);
  await page.mouse.click(x + 60, y + 10);
  await expect.poll(points).toHaveLength(0);
});
