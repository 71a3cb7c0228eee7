// The first three lessons, from the first question to the last, by pressing keys: everything is found by its role and name,
// and reached by Tab.
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { read_lesson } from '../../web/shell/build/lesson_markdown.ts';
import { expect, open, step_of, test } from './fixtures.ts';
import { press, reach } from './keys.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const folder = new URL('../../web/lessons/', import.meta.url);
const lessons = readdirSync(folder).filter((name) => name.endsWith('.en.md')).slice(0, 3);

/** As it is read out. */
const plain = (html: string): string => html.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&').trim();
const panel = (page: Page) => page.getByRole('complementary', { name: 'Lessons' });

const answer = (page: Page, asks: string, choice: string): Promise<void> =>
  press(panel(page).getByRole('group', { name: plain(asks), exact: true }).getByRole('button', { name: plain(choice), exact: true }));

/** What solves the tasks: where it is set, and the keys. */
const solved_by: Record<string, { role: 'combobox' | 'spinbutton'; name: string }> = {
  model: { role: 'combobox', name: 'Model' },
  noise: { role: 'spinbutton', name: 'Noise' },
  learning_rate: { role: 'spinbutton', name: 'Learning rate' },
};

/** Sets it in the text view, which is open. */
async function set(page: Page, name: string, value: string): Promise<void> {
  const { role, name: label } = solved_by[name] as (typeof solved_by)[string];
  await reach(page.getByRole('region', { name: 'Text view', exact: true }).getByRole(role, { name: label, exact: true }));
  if (role === 'spinbutton') await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
  await expect.poll(async () => String((await page.evaluate(() => window.gradlab.params()))[name])).toBe(value);
}

test('lessons 1 to 3 are walked by keys alone', async ({ page, site }) => {
  test.setTimeout(120_000);
  await open(page, site, '?lesson=line');
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('t'); // the text view, where tasks are solved
  for (const file of lessons) {
    const { lesson, solution } = read_lesson(readFileSync(new URL(file, folder), 'utf8'));
    await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(lesson.title);
    for (const part of lesson.parts) {
      if (part.kind === 'predict') await answer(page, part.question.asks, part.question.choices[part.question.right] as string);
      if (part.kind === 'run') {
        await press(panel(page).getByRole('button', { name: 'Run it', disabled: false }));
        await expect.poll(() => step_of(page), { timeout: 30_000 }).toBe(part.run.steps);
        await expect(panel(page).getByRole('button', { name: 'Run it', disabled: false })).toHaveCount(0);
      }
      if (part.kind === 'task') {
        await press(panel(page).getByRole('button', { name: 'Start' }));
        await expect(panel(page).getByText('It is open:')).toBeVisible();
        for (const [name, value] of Object.entries(solution?.set ?? {})) await set(page, name, value);
        await reach(page.getByRole('combobox', { name: 'Speed' }));
        await page.keyboard.type(part.condition.includes('step') ? '20' : 'Full'); // a step that counts must be looked at
        await press(page.getByRole('button', { name: 'Play' }));
        await expect(panel(page).getByText('Solved.')).toBeVisible({ timeout: 60_000 });
        await page.keyboard.press('Space'); // the next part has the focus
        await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
      }
      if (part.kind === 'recall')
        for (const { asks, choices, right } of part.questions) await answer(page, asks, choices[right] as string);
    }
    if (file !== lessons.at(-1)) await press(panel(page).getByRole('button', { name: /^Next: / }));
  }
  const kept = await page.evaluate(() => localStorage.getItem('gradlab.lessons') ?? '');
  expect(JSON.parse(kept)).toMatchObject({ lessons: { line: 'solved', loss: 'solved', descent: 'solved' } });
});
