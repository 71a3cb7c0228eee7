// The text view: the same run as in the canvas, for whoever reads, listens, magnifies or has no mouse. What there must be is
// taken from the catalogue that the trainer tells the page, so that a new demo, parameter or view is held to it, too.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import en from '../../web/text/en.json' with { type: 'json' };
import type { Values } from '../../web/shell/base/protocol.ts';
import { holds } from '../../web/shell/run/holds.ts';
import { faults } from './axe.ts';
import { demos_told, keep_catalogue } from './catalogue.ts';
import { expect, frames, open, step_of, test } from './fixtures.ts';

const texts: Record<string, string> = en;

const mirror = (page: Page) => page.getByRole('region', { name: 'Text view', exact: true });
const status = (page: Page) => page.getByRole('status', { name: 'How the run goes' });
const params = (page: Page): Promise<Values> => page.evaluate(() => window.gradlab.params());

/** Opens the numbers of all views. */
const unfold = (page: Page): Promise<void> =>
  mirror(page)
    .locator('details:visible')
    .evaluateAll((all) => all.forEach((details) => ((details as HTMLDetailsElement).open = true)));

test('every demo has its parameters as inputs, by the names that they have', async ({ page, site }) => {
  test.setTimeout(180_000);
  await keep_catalogue(page);
  await open(page, site, '#classification');
  await page.evaluate(() => window.gradlab.mirror());
  for (const demo of await demos_told(page)) {
    await page.evaluate((id) => window.gradlab.open(id), demo.id);
    const values = await params(page);
    const expected = demo.params
      .filter(({ kind, when }) => kind !== 'row' && holds(when, values))
      .map(({ name, term = name, kind, unit }) => {
        const label = texts[`param.${demo.id}.${name}.label`] ?? texts[`param.${term}.label`] ?? name;
        const counted = unit === '' ? '' : ` (${texts[`unit.${unit}`] ?? unit})`;
        return { name, label: label + counted, kind: { boolean: 'checkbox', choice: 'select-one', number: 'number', integer: 'number' }[kind as string] ?? 'textarea' };
      });
    for (const { name, term = name } of demo.params.filter(({ kind, when }) => kind === 'row' && holds(when, values)))
      await expect(mirror(page).getByRole('group', { name: texts[`param.${demo.id}.${name}.label`] ?? (texts[`param.${term}.label`] as string) }).getByRole('spinbutton').first()).toBeVisible();
    await expect(mirror(page).locator('div.field-row:visible')).toHaveCount(expected.length);
    const inputs = await mirror(page).locator('div.field-row:visible :is(input, select, textarea)').evaluateAll((fields) =>
      (fields as HTMLInputElement[]).map(({ id, type, labels }) => ({
        name: id.replace('mirror-param-', ''),
        label: labels?.[0]?.textContent,
        kind: type,
      })),
    );
    const by_name = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    expect(inputs.sort(by_name), demo.id).toEqual(expected.sort(by_name));
  }
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing with the text view open, in ${colorScheme}`, async ({ page, site }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme });
    await open(page, site, '#classification?preset=two-spirals');
    expect(await faults(page)).toEqual([]); // while it is shut
    for (const id of ['classification', 'regression', 'transformer', 'recommendation', 'reinforcement']) {
      await page.evaluate((id) => window.gradlab.open(id), id);
      await page.evaluate(() => window.gradlab.mirror());
      await page.evaluate(() => window.gradlab.run(3));
      await expect(mirror(page).getByText(texts['mirror.waits'] as string)).toHaveCount(0, { timeout: 20_000 });
      await unfold(page);
      expect(await faults(page), id).toEqual([]);
    }
  });

test('what is set in the text view arrives in the run, and a knob of the run moves the input', async ({ page, site }) => {
  await open(page, site, '#classification');
  await page.evaluate(() => window.gradlab.mirror());
  const view = mirror(page);
  const rate = view.getByRole('spinbutton', { name: 'Learning rate' });
  await rate.fill('0.2');
  await rate.press('Enter');
  await expect.poll(async () => (await params(page)).learning_rate).toBe(0.2);
  await view.getByRole('combobox', { name: 'Optimizer' }).selectOption('SGD');
  await expect(view.getByRole('spinbutton', { name: 'Momentum' })).toBeVisible(); // which is of SGD alone
  const layers = view.getByRole('textbox', { name: 'Hidden layers' });
  await layers.fill('5,3,2');
  await layers.blur();
  await expect.poll(async () => (await params(page)).layers).toEqual([5, 3, 2]);
  await page.evaluate(() => window.gradlab.set({ learning_rate: 0.03, layers: [7] }));
  await expect(rate).toHaveValue('0.03');
  await expect(layers).toHaveValue('7');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(rate).toHaveValue('0.2');

  await layers.fill('none at all');
  await layers.press('Enter');
  await expect(page.locator('.notice', { hasText: 'none at all' })).toBeVisible();
  await expect(layers).toHaveValue('5,3,2');
  await rate.press('ArrowUp');
  await expect(rate).toHaveValue('0.5');
  await expect.poll(async () => (await params(page)).learning_rate).toBe(0.5);
});

test('a network is trained by the keyboard alone, and the status tells how well', async ({ page, site }) => {
  await open(page, site, '#classification');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the text view' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Text view' })).toBeFocused();
  const rate = page.getByRole('spinbutton', { name: 'Learning rate' });
  for (let presses = 0; presses < 60 && !(await rate.evaluate((field) => field === document.activeElement)); ++presses)
    await page.keyboard.press('Tab');
  await expect(rate).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0.02');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await params(page)).learning_rate).toBe(0.02);
  const play = page.getByRole('button', { name: 'Play' });
  await play.focus();
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/^Training, step [\d,]+: loss 0\.\d+, accuracy .*test accuracy /);
  await expect.poll(() => step_of(page), { timeout: 30_000 }).toBeGreaterThan(300);
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/^Stopped at step [\d,]+: .*accuracy (1|0\.9\d*)\b/);
  await expect(mirror(page).getByText(/^loss: 0\.\d+ at step [\d,]+, /)).toBeVisible();
});

test('a chart has a table on request, a matrix its numbers, and both are those of the run', async ({ page, site }) => {
  await open(page, site, '#classification');
  await page.evaluate(() => window.gradlab.run(40));
  await page.evaluate(() => window.gradlab.mirror());
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  await card('Loss').getByText('Numbers: Loss').click();
  const table = card('Loss').getByRole('table', { name: 'Loss, at step 40' });
  await expect(table.getByRole('columnheader')).toHaveText(['step', 'loss', 'test loss']);
  const loss = await page.evaluate(() => window.gradlab.metrics().loss as number);
  await expect(table.getByRole('row', { name: /^40 / }).getByRole('cell').first()).toHaveText(String(Number(loss.toPrecision(4))));
  await card('Loss').getByRole('group', { name: 'Loss, at step 40' }).press('ArrowRight'); // which scrolls it: no step is made
  const rows = await table.getByRole('row').count();
  expect(rows).toBeLessThanOrEqual(22);
  await card('Loss').getByRole('button', { name: /^Show 41 rows/ }).click();
  await expect(table.getByRole('row')).toHaveCount(42);
  const [file] = await Promise.all([page.waitForEvent('download'), card('Loss').getByRole('button', { name: 'Numbers as a table (CSV)' }).press('Enter')]);
  expect(file.suggestedFilename()).toBe('classification-loss-40.csv');
  expect((await readFile(await file.path(), 'utf8')).trimEnd().split(/\r?\n/)).toHaveLength(42);

  await card('Confusion').getByText('Numbers: Confusion').click();
  const counts = await page.evaluate(async () => [...(await window.gradlab.view('confusion')).tensors.values!.data]);
  await expect(card('Confusion').getByRole('table').getByRole('cell')).toHaveText(counts.map(String));
});

test('what a network writes is text that can be found and selected, and is written on from there', async ({ page, site }) => {
  await open(page, site, '#transformer?preset=tiny');
  await page.evaluate(() => window.gradlab.mirror());
  const card = page.getByRole('region', { name: 'What it makes of yours' });
  await card.getByRole('button', { name: 'Write' }).click();
  const told = async (): Promise<string> => {
    const { tokens = [] } = await page.evaluate(
      async () => ((await window.gradlab.view('writing')).options.groups as { tokens: string[] }[])[0] ?? { tokens: [] },
    );
    return tokens.join('');
  };
  await card.getByRole('button', { name: 'Stop' }).click();
  await expect(card.getByRole('button', { name: 'Write' })).toBeVisible();
  await expect.poll(async () => (await card.locator('.passage .text').first().textContent()) === (await told())).toBe(true);
  expect((await told()).length).toBeGreaterThan('transform → '.length);
});

test('shut, it costs no message; while training it asks about once a second', async ({ page, site }) => {
  await page.addInitScript(() => {
    const counted = Object.assign(window, { views_asked: 0 });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: { json?: string }, ...rest: never[]) {
      if (message.json?.includes('"type":"view"')) ++counted.views_asked;
      return postMessage.call(this, message, ...rest);
    };
  });
  const asked = (): Promise<number> => page.evaluate(() => (window as unknown as { views_asked: number }).views_asked);
  await open(page, site, '#classification');
  const before = await asked();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(1500);
  expect(await asked()).toBe(before);
  await page.evaluate(() => window.gradlab.mirror());
  const cards = await mirror(page).locator('section.view').count();
  await page.waitForTimeout(4000);
  const open_for = (await asked()) - before;
  expect(open_for).toBeGreaterThanOrEqual(cards);
  expect(open_for).toBeLessThanOrEqual(6 * cards);
  await mirror(page).getByRole('button', { name: 'Close the text view' }).click();
  const shut = await asked();
  await page.waitForTimeout(1500);
  expect(await asked()).toBeLessThanOrEqual(shut + 1); // that was on its way
});

test('Tab leaves the canvas both ways, and what was typed there is taken', async ({ page, site }) => {
  await open(page, site, '#classification');
  await page.waitForTimeout(500);
  const canvas = page.locator('#workspace');
  await canvas.focus();
  await page.keyboard.press('ArrowDown');
  await frames(page, 10);
  await page.keyboard.press('Tab');
  await expect(page.locator('#mirror-open')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(canvas).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(canvas).not.toBeFocused();
});

test('a key, a button and a script open it; it gives the focus back', async ({ page, site }) => {
  await open(page, site, '#classification');
  const canvas = page.locator('#workspace');
  await canvas.focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: 'Text view' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(canvas).toBeFocused();
  await page.getByRole('banner').getByRole('button', { name: 'Text view' }).click();
  await expect(mirror(page).getByRole('heading', { name: 'Loss', exact: true })).toBeVisible();
  const beyond = await page.locator('#stage').evaluate((stage) => stage.scrollHeight - stage.clientHeight);
  expect(beyond).toBe(0); // only the text view itself scrolls
  await page.keyboard.press('t');
  await expect(mirror(page).getByRole('heading', { name: 'Loss', exact: true })).toBeHidden();

  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single keys act anywhere' }).press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await frames(page, 3);
  await expect(mirror(page).getByRole('heading', { name: 'Loss', exact: true })).toBeHidden();
});

test('a tab of the text view is the one that the canvas shows', async ({ page, site }) => {
  await open(page, site, '#classification?tab=speed');
  await page.evaluate(() => window.gradlab.mirror());
  const tab = (name: string) => mirror(page).getByRole('tab', { name });
  await expect(tab('For engineers')).toHaveAttribute('aria-selected', 'true');
  await tab('For engineers').press('ArrowLeft');
  await expect(tab('Learning')).toBeFocused();
  await expect.poll(() => page.evaluate(() => window.gradlab.link())).not.toContain('tab=');
});

test('magnified four times the content comes first, and nothing is wider than the page', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await open(page, site, '#classification');
  await expect(status(page)).toBeInViewport(); // it is opened by itself
  const heading = mirror(page).getByRole('heading', { name: 'What the network answers' });
  await heading.scrollIntoViewIfNeeded();
  await expect(heading).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const field = mirror(page).getByRole('spinbutton', { name: 'Learning rate' });
  await field.focus();
  await expect(field).toBeInViewport({ ratio: 1 });
});

/** Of the canvas, 0 to 255: how bright it is, and how bright its darkest pixel. */
async function brightness(page: Page): Promise<{ whole: number; least: number }> {
  const picture = (await page.locator('#workspace').screenshot()).toString('base64');
  return page.evaluate(async (png) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${png}` });
    await image.decode();
    const levels = (width: number, height: number): number[] => {
      const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, i) => Math.max(...data.slice(4 * i, 4 * i + 3)));
    };
    return { whole: levels(1, 1)[0] as number, least: levels(image.width, image.height).reduce((a, b) => Math.min(a, b)) };
  }, picture);
}

test("the reader's own colours leave Play its shape, the canvas follows them, and more contrast is given", async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, site, '#classification');
  await page.locator('#theme').click(); // light
  await page.emulateMedia({ forcedColors: 'active' });
  const edge = await page.getByRole('button', { name: 'Play' }).evaluate((button) => getComputedStyle(button).borderTopWidth);
  expect(edge).toBe('2px');
  await expect.poll(async () => (await brightness(page)).whole).toBeLessThan(100);
  await page.emulateMedia({ forcedColors: 'none' });
  await expect.poll(async () => (await brightness(page)).whole).toBeGreaterThan(150);
  expect((await brightness(page)).least).toBeGreaterThan(24);
  await page.emulateMedia({ contrast: 'more' });
  await expect.poll(async () => (await brightness(page)).least).toBeLessThan(8); // letters are black now
  await page.evaluate(() => window.gradlab.mirror());
  await expect(mirror(page).getByText(/^loss: /)).toBeVisible();
  expect(await faults(page, { strict: true })).toEqual([]);
});
