// Every change can be taken back, and every run of a visit is there to be compared.
import type { Page } from '@playwright/test';
import { expect, open, step_of, test } from './fixtures.ts';

const value = (page: Page, name: string): Promise<unknown> => page.evaluate((key) => window.gradlab.params()[key], name);
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });
const redo = (page: Page) => page.getByRole('button', { name: /^Redo/ });

/** Takes the last change back, all of it: it can then be made again. */
async function take_back(page: Page): Promise<void> {
  const title = (await undo(page).getAttribute('title')) ?? '';
  await undo(page).click();
  await expect(redo(page)).toHaveAttribute('title', title.replace('Undo', 'Redo'));
}

test('a knob goes back and forth while training goes on', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.run(30));
  const before = await value(page, 'learning_rate');
  await page.evaluate(() => window.gradlab.set({ learning_rate: 0.5 }));
  await page.evaluate(() => window.gradlab.run(10));
  await expect(undo(page)).toHaveAttribute('title', 'Undo: Learning rate');
  await take_back(page);
  await expect.poll(() => value(page, 'learning_rate')).toBe(before);
  expect(await step_of(page)).toBe(40);
  await page.locator('#workspace').focus();
  await page.keyboard.press('Control+y');
  await expect.poll(() => value(page, 'learning_rate')).toBe(0.5);
  await page.keyboard.press('Control+z');
  await expect.poll(() => value(page, 'learning_rate')).toBe(before);
});

test('layers, and what was trained with them, come back', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.run(50));
  const [layers, loss] = await page.evaluate(() => [window.gradlab.params().layers, window.gradlab.metrics().loss] as const);
  await page.evaluate(() => window.gradlab.set({ layers: '3' }));
  expect(await step_of(page)).toBe(0);
  await page.evaluate(() => window.gradlab.run(7));
  await take_back(page);
  await expect.poll(() => step_of(page)).toBe(50);
  expect(await page.evaluate(() => [window.gradlab.params().layers, window.gradlab.metrics().loss])).toEqual([layers, loss]);
  await redo(page).click();
  await expect.poll(() => step_of(page)).toBe(7);
});

test('points, weights and a reset come back', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.input({ view: 'field', kind: 'points', points: [[1, 2, 0]] }));
  await take_back(page);
  await expect.poll(() => value(page, 'points')).toEqual([]);
  await page.evaluate(() => window.gradlab.run(20));
  const weights = async (): Promise<number[]> =>
    page.evaluate(async () => [...new Uint8Array(await (await window.gradlab.exportWeights()).arrayBuffer())]);
  const before = await weights();
  await page.evaluate(() => window.gradlab.input({ view: 'network', kind: 'weight', layer: 0, from: 0, to: 0, value: 3 }));
  expect(await weights()).not.toEqual(before);
  await take_back(page);
  await expect.poll(weights).toEqual(before);
  await page.evaluate(() => window.gradlab.reset());
  await expect(undo(page)).toHaveAttribute('title', 'Undo: Back to step 0');
  await take_back(page);
  await expect.poll(() => step_of(page)).toBe(20);
});

test('a stroke on the pad, and a lesson, come back', async ({ page, site }) => {
  await open(page, site, '#mnist-cnn?preset=softmax');
  const strokes = (): Promise<unknown> => page.evaluate(async () => (await window.gradlab.view('draw')).options.strokes);
  const draw = (lines: number[][][]): Promise<unknown> =>
    page.evaluate((all) => window.gradlab.input({ view: 'draw', kind: 'draw', strokes: all }), lines);
  await draw([[[0.2, 0.2], [0.8, 0.2]]]);
  await page.waitForTimeout(800); // two strokes within a moment are one
  await draw([[[0.2, 0.2], [0.8, 0.2]], [[0.5, 0.2], [0.5, 0.9]]]);
  await take_back(page);
  await expect.poll(async () => ((await strokes()) as unknown[]).length).toBe(1);
  const lessons = (): Promise<unknown> => page.evaluate(async () => (await window.gradlab.view('draw')).options.lessons);
  await page.evaluate(() => window.gradlab.input({ view: 'draw', kind: 'teach', label: 7 }));
  expect(await lessons()).toBe(1);
  await take_back(page);
  await expect.poll(lessons).toBe(0);
});

test('the runs of a visit stand in a list, and any two beside each other', async ({ page, site }) => {
  await open(page, site, '#classification?preset=moons');
  await page.evaluate(() => window.gradlab.run(40));
  await page.evaluate(() => window.gradlab.set({ layers: '3', noise: 0.4 }));
  await page.evaluate(() => window.gradlab.run(60));
  await page.evaluate(() => window.gradlab.set({ activation: 'relu' }));
  await page.evaluate(() => window.gradlab.run(20));
  await page.getByRole('button', { name: 'Compare runs' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveText([
    /Run 3, 20 steps.*Activation tanh → ReLU/,
    /Run 2, 60 steps.*Hidden layers 6 → 3, Noise 0.15 → 0.4/,
    /Run 1, 40 steps.*Two moons/,
  ]);
  await expect(dialog.getByRole('row', { name: /^step/ })).toHaveText(/20.*60/);
  await expect(dialog.getByRole('row', { name: /^Activation/ })).toHaveText(/ReLU.*tanh/);
  await expect(dialog.locator('polyline')).toHaveCount(2);
  await dialog.getByLabel('The other run').selectOption({ index: 2 });
  await expect(dialog.getByRole('row', { name: /^step/ })).toHaveText(/20.*40/);
  await expect(dialog.getByRole('row', { name: /^Noise/ })).toHaveText(/0.4.*0.15/);
});
