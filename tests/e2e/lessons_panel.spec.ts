// The panel of the lessons: opened from the menu and by links, by keyboard, with what it keeps, and challenges.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { reach } from './keys.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const panel = (page: Page) => page.getByRole('complementary', { name: 'Lessons' });

test('opens from the menu by keyboard, and closes to where it was opened', async ({ page, site }) => {
  await open(page, site);
  const entry = page.getByRole('navigation').getByRole('button', { name: /^Lessons/ });
  await entry.focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused();
  expect(new URL(page.url()).searchParams.get('lesson')).toBe('');
  await panel(page).getByRole('button', { name: /A line that learns/ }).press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('lesson')).toBe('line');
  const first = panel(page).getByRole('group').getByRole('button').first();
  await first.press('Enter');
  await expect(panel(page).locator('.part.run')).toBeFocused(); // the next part
  await reach(page.getByRole('button', { name: 'Run it' }), 'Tab');
  await panel(page).getByRole('button', { name: 'Close the lessons' }).press('Enter');
  await expect(panel(page)).toBeHidden();
  await expect(entry).toBeFocused();
  expect(new URL(page.url()).searchParams.has('lesson')).toBe(false);
});

test('the name of a control in a lesson points at the control itself', async ({ page, site }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page, site, '?lesson=line');
  await panel(page).locator('.answer').first().click();
  await panel(page).getByRole('button', { name: 'Run it' }).click();
  const name = panel(page).getByRole('button', { name: /^Model/ });
  await name.scrollIntoViewIfNeeded();
  const controls = async (): Promise<string> =>
    (await page.screenshot({ clip: { x: 1120, y: 120, width: 320, height: 780 } })).toString('base64');
  await expect.poll(async () => (await controls()) === (await controls())).toBe(true);
  const before = await controls();
  await name.click();
  await expect.poll(async () => (await controls()) === before).toBe(false);
});

test('questions come back after days; progress goes by a file and by a link, and is forgotten with all the rest', async ({ page, site }) => {
  await open(page, site);
  await page.evaluate(() =>
    localStorage.setItem('gradlab.lessons', '{"version":1,"lessons":{"line":"solved"},"cards":{"line.0":{"streak":1,"due":0},"gone.0":{"streak":1,"due":0}}}'),
  );
  await open(page, site, '?lesson=');
  await expect(panel(page)).toContainText('1 of 15');
  await panel(page).getByRole('button', { name: 'Repeat' }).click();
  await panel(page).getByRole('button', { name: /^the weight/ }).click();
  await expect(panel(page)).toContainText('That is right.');
  await expect(panel(page)).toContainText('That is all for today.');
  await panel(page).getByRole('button', { name: 'All lessons' }).last().click();
  const [file] = await Promise.all([page.waitForEvent('download'), panel(page).getByRole('button', { name: 'Progress as a file' }).click()]);
  const told = await readFile(await file.path(), 'utf8');
  expect(JSON.parse(told).cards['line.0'].streak).toBe(2);
  await panel(page).getByRole('button', { name: 'Progress as a link' }).click();
  const link = await panel(page).getByRole('textbox', { name: 'Progress as a link' }).inputValue();
  await panel(page).getByRole('button', { name: 'Close the lessons' }).click();
  await page.locator('#save').click();
  await page.getByRole('button', { name: 'Forget' }).click();
  await page.keyboard.press('Escape');
  const entry = page.getByRole('navigation').getByRole('button', { name: /^Lessons/ });
  await expect(entry).toContainText('0 of 15');
  await entry.click();
  await panel(page).locator('input[type=file]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(panel(page)).toContainText('holds no progress');
  await panel(page).locator('input[type=file]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(told) });
  await expect(panel(page)).toContainText('1 of 15');
  await page.evaluate(() => localStorage.clear());
  await open(page, site, new URL(link).search);
  await expect(panel(page)).toContainText('1 of 15');
  await expect(panel(page)).toContainText('What was further there is taken in.');
  expect(new URL(page.url()).searchParams.has('progress')).toBe(false);
});

test('a challenge is made of what is open, and its link checks itself', async ({ page, site }) => {
  await open(page, site, '?lesson=#classification?preset=circle&learning_rate=0.02');
  await panel(page).getByRole('button', { name: /challenge/ }).click();
  await panel(page).getByLabel('What is to be reached').selectOption('test_accuracy');
  await panel(page).getByLabel('Comparison').selectOption('>=');
  await panel(page).getByLabel('Value').fill('0.9');
  await panel(page).getByRole('button', { name: 'One more condition' }).click();
  await panel(page).getByLabel('What is to be reached').last().selectOption('weights');
  await panel(page).getByLabel('Comparison').last().selectOption('<=');
  await panel(page).getByLabel('Value').last().fill('many');
  await expect(panel(page).getByLabel('Link to the challenge')).toHaveValue('');
  await panel(page).getByLabel('Value').last().fill('50');
  const link = await panel(page).getByLabel('Link to the challenge').inputValue();
  const { search, hash } = new URL(link);
  expect(hash).toContain('learning_rate=0.02');

  await open(page, site, search + hash);
  await expect(panel(page)).toContainText('Test accuracy: at least 90');
  await expect(panel(page)).toContainText('now 70'); // the weights of 8 and 4 units
  await page.evaluate(() => window.gradlab.run(300));
  await expect(panel(page).locator('.met')).toHaveCount(1);
  await page.evaluate(() => window.gradlab.set({ layers: '4' }));
  await page.evaluate(() => window.gradlab.run(300));
  await expect(panel(page)).toContainText(/Done, at step \d+\./); // as soon as it held
});

test('a challenge that nobody can read says so', async ({ page, site }) => {
  await open(page, site, '?challenge=%3Cb%3Ewin%3C/b%3E#classification?preset=circle');
  await expect(panel(page)).toContainText('cannot be read: <b>win</b>');
});

test('what the visitor does meanwhile ends a run, which can be made again', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' }); // so that a run is shown step by step
  await open(page, site, '?lesson=line');
  await panel(page).getByRole('group').getByRole('button').first().click();
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('#lessons .run .button')?.click();
    const press = (): void => {
      const { step, r2 } = window.gradlab.metrics();
      if (r2 !== undefined && (step ?? 0) > 3) document.getElementById('play')?.click();
      else setTimeout(press, 5);
    };
    press();
  });
  await expect(panel(page)).toContainText('You did something else meanwhile.');
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(panel(page).getByRole('heading', { name: 'What happened' })).toBeVisible({ timeout: 20_000 });
  await expect(panel(page)).toContainText('step 60');
});
