// Every lesson walked in both languages: predict, run, explain, the task solved, in English failed before, and the questions.
import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { read_lesson } from '../../web/shell/build/lesson_markdown.ts';
import { is_met, parse_condition } from '../../web/shell/lessons/condition.ts';
import { expect, notices, open, test } from './fixtures.ts';

const folder = new URL('../../web/lessons/', import.meta.url);
const languages = ['en', 'es'] as const;
const stems = readdirSync(folder).filter((name) => name.endsWith('.en.md')).map((name) => name.replace('.en.md', ''));
const text = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../text/${language}.json`, folder), 'utf8')) as Record<string, string>;

// What the workspace draws is not looked at here: lessons_panel.spec.ts does.
test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 1000, height: 360 } });

const panel = (page: Page) => page.locator('#lessons');

/** What conditions can name, as the page has it; weights are counted in the panel. */
const holds = async (page: Page, condition: string): Promise<void> => {
  const facts = await page.evaluate(() => ({ ...window.gradlab.params(), ...window.gradlab.metrics() }));
  for (const one of parse_condition(condition) ?? []) {
    const known = facts as Record<string, number | string | null>;
    expect(is_met(one, known), `${one.name} ${one.operator} ${one.value}, and is ${String(known[one.name])}`).toBe(true);
  }
};

for (const stem of stems)
  for (const language of languages)
    test(`${stem} in ${language} is walked from its first question to its last`, async ({ page, site }) => {
      test.setTimeout(120_000);
      const words = text(language);
      const { lesson, solution } = read_lesson(readFileSync(new URL(`${stem}.${language}.md`, folder), 'utf8'));
      const id = stem.replace(/^\d+-/, '');
      await open(page, site, `?lesson=${id}&lang=${language}`);
      await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText(lesson.title);
      for (const [index, part] of lesson.parts.entries()) {
        const box = panel(page).locator('.part').nth(index);
        await expect(box).toBeVisible();
        if (part.kind === 'text') {
          for (const number of await box.locator('.number').allTextContents()) expect(number).toMatch(/\d/);
          await expect(box).not.toContainText('{');
        } else if (part.kind === 'predict') {
          await box.locator('.answer').nth(part.question.right).click();
        } else if (part.kind === 'run') {
          await box.getByRole('button', { name: words['lessons.do_run'] as string }).click();
          await expect(panel(page).locator('.part')).not.toHaveCount(index + 1, { timeout: 60_000 });
          await holds(page, part.run.holds);
          if (lesson.parts[index + 2]?.kind === 'run') continue; // another run decides
          const asked = lesson.parts.findLastIndex(({ kind }, place) => kind === 'predict' && place < index);
          await expect(panel(page).locator('.part').nth(asked).locator('.verdict')).toHaveText(words['lessons.answered_right'] as string);
        } else if (part.kind === 'task') {
          const start = box.locator('.row').getByRole('button').first();
          const status = box.locator('.verdict');
          await start.click();
          await expect(status).toHaveText(words['lessons.started'] as string);
          if (language === 'en') { // the others have the same task, which Vitest sees to
            await page.evaluate((steps) => window.gradlab.run(steps), solution?.steps ?? 0);
            await page.waitForTimeout(100);
            await expect(status, 'not solved by what it begins with').toHaveText(words['lessons.started'] as string);
            await expect(start).toHaveText(words['lessons.start_again'] as string);
            await start.click();
            await expect.poll(() => page.evaluate(() => window.gradlab.metrics().step ?? 0)).toBe(0);
          }
          await page.evaluate((values) => window.gradlab.set(values), solution?.set ?? {});
          await page.evaluate((steps) => window.gradlab.run(steps), solution?.steps ?? 0);
          // What it does with test data is measured now and then: whoever is not told yet trains on a little.
          for (let more = 0; more < 4; ++more) {
            await page.waitForTimeout(250);
            if ((await status.textContent()) === words['lessons.task_solved']) break;
            await page.evaluate(() => window.gradlab.run(20));
          }
          await expect(status).toHaveText(words['lessons.task_solved'] as string);
        } else {
          for (const [place, question] of part.questions.entries()) {
            const answers = box.locator('fieldset').nth(place).locator('.answer');
            await answers.nth(place === 0 ? (question.right + 1) % question.choices.length : question.right).click();
            await expect(answers.nth(question.right)).toHaveClass(/right/);
          }
        }
      }
      await expect(panel(page).locator('.end')).toBeVisible();
      const kept = await page.evaluate(() => localStorage.getItem('gradlab.lessons') ?? '');
      expect(JSON.parse(kept)).toMatchObject({ lessons: { [id]: 'solved' }, cards: { [`${id}.0`]: { streak: 0 }, [`${id}.1`]: { streak: 1 } } });
      expect(await notices(page)).toEqual([]);
    });
