// The strip above the cards: it says what is shown, offers what to try, what to look for, and says what has happened.
import type { Page } from '@playwright/test';
import en from '../../web/text/en.json' with { type: 'json' };
import { faults } from './axe.ts';
import { expect, notice, open, test } from './fixtures.ts';

const texts: Record<string, string> = en;
const said = (key: string): string => texts[key] ?? `no text ${key}`;

const about = (page: Page) => page.locator('#strip-about');
const look = (page: Page) => page.locator('#strip-look');
const happened = (page: Page) => page.locator('#strip-situation');
const offer = (page: Page) => page.locator('#strip-try');

test('every demo says what its first preset shows, and offers something to try', async ({ page, site }) => {
  await open(page, site);
  const demos = await page.evaluate(() => window.gradlab.demos().map(({ id, presets }) => ({ id, preset: presets[0]?.id ?? '' })));
  for (const { id, preset } of demos) {
    await page.evaluate(([demo, params]) => window.gradlab.open(demo, params), [id, { preset }] as const);
    await expect(about(page)).toHaveText(said(`preset.${id}.${preset}.about`));
    await expect(offer(page)).toBeVisible();
    await expect(look(page)).toBeHidden();
    const words = await offer(page).locator('span').textContent();
    const own = Object.entries(texts).filter(([key]) => key.startsWith(`try.${id}.${preset}.`));
    expect(own.map(([, sentence]) => sentence)).toContain(words);
  }
});

test('a try sets its value and trains; what to look for follows, the next try, and at last the next preset', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor&seed=4');
  await page.getByRole('button', { name: said('try.classification.xor.layer') }).click();
  await expect.poll(() => page.evaluate(() => window.gradlab.params().layers)).toEqual([4]);
  await expect.poll(() => page.evaluate(() => window.gradlab.metrics().step ?? 0)).toBeGreaterThan(5);
  await expect(look(page)).toContainText(said('try.classification.xor.layer.look'));
  await page.getByRole('button', { name: said('try.classification.xor.linear') }).click();
  await expect(look(page)).toContainText(said('try.classification.xor.linear.look'));
  await page.getByRole('button', { name: said('try.classification.xor.draw') }).click();
  await expect(offer(page)).toBeHidden();
  await page.getByRole('link', { name: 'Next: Two spirals' }).click();
  await expect(page).toHaveURL(/preset=two-spirals/);
  await expect(about(page)).toHaveText(said('preset.classification.two-spirals.about'));
});

test('what was learned beforehand is there at once, paused, goes on, and begins anew', async ({ page, site }) => {
  await open(page, site, '#transformer?preset=words');
  await page.evaluate(() => window.gradlab.set({ width: 16 })); // what was learned is of the preset's own values
  await page.getByRole('button', { name: said('try.transformer.words.learned') }).click();
  await expect.poll(() => page.evaluate(() => window.gradlab.metrics().step ?? 0)).toBe(300);
  await expect(page.locator('#play')).toHaveAttribute('aria-label', 'Play');
  await expect(look(page)).toContainText(said('try.transformer.words.learned.look'));
  const { step, valid } = await page.evaluate(() => window.gradlab.run(1)); // stories are judged as they are written
  expect(step).toBe(301);
  expect(Number(valid)).toBeGreaterThan(0.6);
  await page.evaluate(() => window.gradlab.reset());
  expect(await page.evaluate(() => window.gradlab.run(1).then((metrics) => metrics.valid))).not.toBeGreaterThan(0.3);
});

test('it can be taken back, and who sets the same by hand has done it, too', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor');
  await page.getByRole('button', { name: said('try.classification.xor.layer') }).click();
  await expect(look(page)).toBeVisible();
  await page.locator('#undo').click();
  await expect.poll(() => page.evaluate(() => window.gradlab.params().layers)).toEqual([]);
  await open(page, site, '#classification?preset=circle');
  await page.evaluate(() => window.gradlab.set({ layers: [2] }));
  await expect(look(page)).toContainText(said('try.classification.circle.few.look'));
});

test('a try that is done in a card brings its tab to the front', async ({ page, site }) => {
  await open(page, site, '#mnist-cnn?preset=lenet-5');
  await page.getByRole('button', { name: said('try.mnist-cnn.lenet-5.inside') }).click();
  await expect(page).toHaveURL(/tab=inside/);
  await expect(look(page)).toContainText(said('try.mnist-cnn.lenet-5.inside.look'));
});

test('says that it diverged, that it over-fits, that it stands still, that it is solved, and what to try', async ({ page, site }) => {
  await open(page, site, '#regression?preset=learning-rate-too-high&speed=max');
  await page.evaluate(() => void window.gradlab.play());
  await notice(page, /diverged/);
  await expect(happened(page)).toHaveText(said('situation.diverged'));
  await page.getByRole('button', { name: said('try.regression.learning-rate-too-high.lower') }).click();
  await expect(happened(page)).not.toHaveText(said('situation.diverged'));
  await expect.poll(() => page.evaluate(() => window.gradlab.metrics().loss ?? 1)).toBeLessThan(0.1);

  for (const [link, steps, words] of [
    ['#regression?preset=over-fitting', 1500, /Over-fitting: since step \d+/],
    ['#classification?preset=xor', 2000, /stands still/],
    ['#classification?preset=circle', 800, /Solved, at step \d+/],
  ] as const) {
    await open(page, site, link);
    await page.evaluate((count) => window.gradlab.run(count), steps);
    await expect(happened(page)).toHaveText(words);
  }
  await expect(offer(page)).toBeVisible();
});

test('folded away, it stays so when the page is loaded anew, and comes back', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor');
  const height = (): Promise<number> => page.locator('#workspace').evaluate((canvas) => canvas.clientHeight);
  const before = await height();
  await page.getByRole('button', { name: said('strip.fold') }).click();
  await expect(offer(page)).toBeHidden();
  expect(await height()).toBeGreaterThan(before);
  await page.reload();
  await page.evaluate(() => window.gradlab.ready);
  await expect(offer(page)).toBeHidden();
  await page.getByRole('button', { name: said('strip.unfold') }).press('Enter');
  await expect(offer(page)).toBeVisible();
  await expect.poll(height).toBe(before);
});

test('a term tells what it means, by pointing, by Tab, by a tap, and goes by Escape', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor');
  const card = page.locator('#term-card');
  const term = page.locator('.term', { hasText: 'hidden layer' });
  await term.hover();
  await expect(card).toContainText(said('term.hidden_layer.about'));
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await page.mouse.move(0, 0);
  await term.focus();
  await expect(card).toBeVisible();
  await expect(term).toHaveAccessibleDescription(/A layer between input and output/);
  await page.locator('#workspace').focus();
  await expect(card).toBeHidden();
  await term.dispatchEvent('click'); // as a tap has it, without a pointer that hovers
  await expect(card).toBeVisible();
});

test('a term in a notice tells what it means, and the notice waits for who asks', async ({ page, site }) => {
  await open(page, site, '#regression?preset=learning-rate-too-high&speed=max');
  await page.evaluate(() => void window.gradlab.play());
  await notice(page, /diverged/);
  const row = page.locator('.notice', { hasText: 'diverged' });
  const term = row.getByRole('button', { name: 'learning rate', exact: true });
  const card = page.locator('#term-card');
  await expect(row.locator('p')).toHaveText(/^Training diverged at step \d+: .*most often because the learning rate is too high\. Lower it and press Play, or go back\.$/);
  await term.focus();
  await expect(card).toContainText(said('term.learning_rate.about'));
  await expect(term).toHaveAccessibleDescription(new RegExp(said('term.learning_rate.about').slice(0, 20)));
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(row).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(card).toBeVisible();
  await page.evaluate(() => window.gradlab.open('regression', { preset: 'over-fitting' })); // which takes the notice away
  await expect(row).toHaveCount(0);
  await expect(card).toBeHidden();
});

test('what a notice says of a run goes when that begins anew, or is played on', async ({ page, site }) => {
  await open(page, site, '#regression?preset=learning-rate-too-high&speed=max');
  const row = page.locator('.notice', { hasText: 'diverged' });
  for (const go_on of [() => window.gradlab.set({ learning_rate: 0.02 }).then(() => window.gradlab.play()), () => window.gradlab.reset()]) {
    await page.evaluate(() => window.gradlab.set({ learning_rate: 0.12 }).then(() => window.gradlab.reset()).then(() => window.gradlab.play()));
    await notice(page, /diverged/);
    await page.evaluate(go_on);
    await expect(row).toHaveCount(0);
  }
});

test('a notice that goes by itself stays under a pointer', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor');
  await page.evaluate(() => {
    const { setTimeout } = window; // its eight seconds pass when the test says so
    window.setTimeout = ((act: () => void, ms = 0) =>
      ms === 8000 ? Object.assign(window, { eight_seconds: act }) : setTimeout(act, ms)) as typeof window.setTimeout;
  });
  const pass = () => page.evaluate(() => (window as unknown as { eight_seconds(): void }).eight_seconds());
  await page.evaluate(() => void (location.hash = '#classification?preset=xor&amp;seed=5'));
  const row = page.locator('.notice.info', { hasText: 'mended' });
  await row.hover();
  await pass();
  await expect(row).toBeVisible();
  await page.mouse.move(0, 0);
  await pass();
  await expect(row).toHaveCount(0);
});

test('a term in a dialog shows its card above it, as a part of it, and Escape takes the card first', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor');
  await page.locator('#save').click();
  const dialog = page.getByRole('dialog', { name: said('shell.save.title') });
  const card = page.locator('#term-card');
  const term = dialog.getByRole('button', { name: 'accuracy', exact: true });
  await expect(dialog.locator('h2 .term, h3 .term, label .term, a .term')).toHaveCount(0);
  await expect(dialog).toContainText(said('shell.save.curves.about'));
  for (let presses = 0; presses < 12 && !(await term.evaluate((one) => one === document.activeElement)); ++presses)
    await page.keyboard.press('Tab');
  await expect(term).toBeFocused();
  await expect(card).toContainText(said('term.accuracy.about'));
  const seen = await card.evaluate((shown) => {
    shown.style.pointerEvents = 'auto'; // so that it is found where it is seen
    const { left, top, width, height } = shown.getBoundingClientRect();
    return shown.contains(document.elementFromPoint(left + width / 2, top + height / 2)) && shown.closest('dialog') !== null;
  });
  expect(seen).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.locator('.strip .term').first().hover(); // the card is the page's again
  await expect(card).toBeVisible();
});

test('never covers the cards, on a wide page and on a phone', async ({ page, site }) => {
  for (const [width, height, most] of [
    [1440, 900, 60],
    [1280, 720, 76],
    [390, 844, 140],
  ] as const) {
    await page.setViewportSize({ width, height });
    await open(page, site, '#classification?preset=xor');
    await page.getByRole('button', { name: said('try.classification.xor.layer') }).click();
    await expect(look(page)).toBeVisible();
    const strip = await page.getByRole('region', { name: said('strip.label') }).boundingBox();
    const canvas = await page.locator('#workspace').boundingBox();
    expect(strip?.height).toBeLessThanOrEqual(most);
    expect(canvas?.y).toBeGreaterThanOrEqual((strip?.y ?? 0) + (strip?.height ?? 0) - 1);
    expect((canvas?.y ?? 0) + (canvas?.height ?? 0)).toBeCloseTo(height, 0);
  }
});

test('a frame has it, but for what its page hides or locks', async ({ page, site }) => {
  await page.setViewportSize({ width: 680, height: 420 });
  const frame = (query: string): Promise<void> => open(page, site, `?embed=1${query}#classification?preset=xor`);
  await frame('');
  await expect(about(page)).toHaveText(said('preset.classification.xor.about'));
  await expect(offer(page)).toBeVisible();
  await frame('&hide=strip');
  await expect(page.locator('#strip')).toBeHidden();
  await expect(page.locator('.notice')).toHaveCount(0);
  await frame('&lock=all');
  await expect(about(page)).toBeVisible();
  await expect(offer(page)).toBeHidden();
  await frame('&lock=activation');
  await page.getByRole('button', { name: said('try.classification.xor.layer') }).click();
  await expect(look(page)).toBeVisible();
  await expect(offer(page)).toBeHidden(); // the others set the activation
});
