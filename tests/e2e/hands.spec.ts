// What is done by hand in the canvas, done in the text view by keys alone, found by role and name.
import type { Locator, Page } from '@playwright/test';
import type { ViewData } from '../../web/shell/run/view_data.ts';
import { faults } from './axe.ts';
import { expect, open, test } from './fixtures.ts';

const view = (page: Page, name: string): Promise<ViewData> => page.evaluate((name) => window.gradlab.view(name), name);
const points = (page: Page): Promise<unknown> => page.evaluate(() => window.gradlab.params().points);

/** Chooses what begins so, by its first letters, as keyboards do. */
async function choose(choice: Locator, name: string): Promise<void> {
  await choice.focus();
  await choice.page().keyboard.type(name);
}

test('a point is added, moved and removed, a weight is set, and stars are given, by keys', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.mirror());
  const own = page.getByRole('group', { name: 'One point of yours' });
  const done = own.getByRole('status');
  await own.getByRole('spinbutton', { name: 'x₁' }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('1.5');
  await page.keyboard.press('Tab');
  await page.keyboard.type('-2');
  await choose(own.getByRole('combobox', { name: 'class' }), 'B');
  await own.getByRole('button', { name: 'Add' }).press('Enter');
  await expect(done).toHaveText('Point 1 added at (1.5; −2).');
  expect(await points(page)).toEqual([[1.5, -2, 1]]);

  await choose(own.getByRole('combobox', { name: 'Point' }), '1:');
  await own.getByRole('spinbutton', { name: 'x₂' }).press('ArrowUp');
  await expect(done).toHaveText(/^Point 1 is now at \(1\.5; −1\.9\d*\)\.$/);
  expect(((await points(page)) as number[][])[0]?.[1]).toBeGreaterThan(-2);
  await own.getByRole('button', { name: 'Remove this point' }).press('Enter');
  await expect(done).toHaveText('Point 1 removed, 0 left.');
  expect(await points(page)).toEqual([]);

  const weight = page.getByRole('group', { name: 'One weight or bias' });
  await choose(weight.getByRole('combobox', { name: 'To' }), '3');
  await choose(weight.getByRole('combobox', { name: 'From' }), 'Bias');
  const value = weight.getByRole('spinbutton', { name: 'Value' });
  const before = await view(page, 'network');
  await expect.poll(async () => Number(await value.inputValue())).toBeCloseTo(before.tensors['biases.0']?.data[2] ?? NaN, 4);
  await value.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0.75');
  await page.keyboard.press('Enter');
  await expect(weight.getByRole('status')).toHaveText('From Bias to 3: 0.75.');
  expect((await view(page, 'network')).tensors['biases.0']?.data[2]).toBe(0.75);
  expect(await faults(page)).toEqual([]);

  await page.evaluate(() => window.gradlab.open('recommendation'));
  const stars = page.getByRole('group', { name: 'Look closer, or decide' });
  const film = (await view(page, 'own_stars')).tensors.given?.data.findIndex((given) => given === 0) ?? -1;
  const names = await stars.getByRole('combobox', { name: 'film' }).getByRole('option').allTextContents();
  await choose(stars.getByRole('combobox', { name: 'film' }), names[film] as string);
  await choose(stars.getByRole('combobox', { name: 'your stars' }), '4');
  await stars.getByRole('button', { name: 'Choose' }).press('Enter');
  await expect(stars.getByRole('status')).toHaveText(`Chosen: ${names[film]}, 4.`);
  expect((await view(page, 'own_stars')).tensors.given?.data[film]).toBe(4);
});

test('a digit is drawn by keys, answered and taught', async ({ page, site }) => {
  await open(page, site, '#mnist-cnn?preset=softmax-regression');
  await page.evaluate(() => window.gradlab.run(150));
  await page.evaluate(() => window.gradlab.mirror());
  const card = page.getByRole('region', { name: 'Draw a digit' });
  const under = card.getByRole('status');
  await card.getByRole('application', { name: 'Pad: Draw a digit' }).focus();
  await expect(under).toHaveText('Row 15, column 15: empty, pen up.');
  const press = async (keys: string): Promise<void> => {
    for (const key of keys.split(' ')) await page.keyboard.press(key);
  };
  await press('Shift+ArrowUp Shift+ArrowUp Space Shift+ArrowDown Shift+ArrowDown Shift+ArrowDown Shift+ArrowDown Space');
  await expect(under).toHaveText('Row 25, column 15: drawn on, pen up.');
  await expect(card.getByText(/^The network’s answer to the drawing: 1, with 0\.\d+/)).toBeVisible();
  const { options } = await view(page, 'draw');
  expect((options.strokes as unknown[][]).map((stroke) => stroke.length)).toEqual([21]);
  expect(await page.evaluate(() => window.gradlab.metrics().step)).toBe(150); // arrows and space are the pad's
  expect(await faults(page)).toEqual([]);

  await press('Enter');
  await expect(card.getByRole('combobox', { name: /Say what it is/ })).toBeFocused();
  await page.keyboard.type('1');
  await press('Tab Enter');
  await expect(card.getByText('1 taught')).toBeVisible();
  await press('Shift+Tab Shift+Tab Shift+Tab');
  await press('Delete');
  await expect(card.getByText('Nothing is drawn yet.')).toBeVisible();
  await card.getByRole('button', { name: 'Forget' }).press('Enter');
  await expect(card.getByText('1 taught')).toHaveCount(0);
});

test('a chart is heard, in the language of the page, with the numbers of the run', async ({ page, site }) => {
  await page.addInitScript(() => {
    const heard = Object.assign(window, { notes: [] as number[] });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...at) {
      heard.notes.push(this.frequency.value);
      return start.apply(this, at);
    };
  });
  /** The notes since the last call: of the three oscillators that make a sound, the first. */
  const note = (): Promise<number> =>
    page.evaluate(() => (window as unknown as { notes: number[] }).notes.splice(0)[0] ?? NaN);
  await open(page, site, '?lang=es#classification');
  await page.evaluate(() => window.gradlab.run(40));
  await page.evaluate(() => window.gradlab.mirror());
  await page.getByRole('button', { name: /^Escuchar la gráfica ?: Pérdida$/ }).press('Enter');
  const chart = page.getByRole('application', { name: 'Escuchar: Pérdida' });
  await expect(chart).toBeFocused();
  const heard = page.getByRole('region', { name: 'Pérdida' }).getByRole('status').filter({ visible: true });
  await expect(heard).toContainText('Gráfico Sonificado con 2 grupos llamado "Pérdida".');
  await expect(heard).toContainText('X es "paso" de 0 a 40');

  const { options, tensors } = await view(page, 'loss');
  const loss = tensors[(options.series as { y: string }[])[0]?.y ?? '']?.data ?? [];
  const point = (step: number): RegExp =>
    new RegExp(`^${step}, ${loss[step]?.toLocaleString('es', { maximumSignificantDigits: 4 })}\\s*$`);
  await page.keyboard.press('Home');
  await expect(heard).toHaveText(point(0));
  const first = await note();
  await page.keyboard.press('End');
  await expect(heard).toHaveText(point(40));
  expect(await note()).toBeLessThan(first / 4); // the loss fell: the note is two octaves lower, or more
  expect(await page.evaluate(() => window.gradlab.metrics().step)).toBe(40);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('o');
  await expect(page.getByRole('dialog', { name: 'Tono y velocidad' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
});
