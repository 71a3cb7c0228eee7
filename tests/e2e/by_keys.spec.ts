// The whole of every demo by keys alone, found by role and name alone: opened from the menu, trained, read view by view, acted
// in, set, and left. What there must be is taken from the catalogue that the trainer tells the page.
import type { Locator, Page } from '@playwright/test';
import en from '../../web/text/en.json' with { type: 'json' };
import type { Demo } from '../../web/shell/base/protocol.ts';
import { holds } from '../../web/shell/run/holds.ts';
import { demos_told, keep_catalogue } from './catalogue.ts';
import { expect, open, test } from './fixtures.ts';
import { hands } from './hands_by_keys.ts';
import { press, reach } from './keys.ts';
import { change, one_to_change } from './set_by_keys.ts';

test.use({ viewport: { width: 1000, height: 400 }, contextOptions: { reducedMotion: 'reduce' } });

const texts: Record<string, string> = en;
const said = (key: string): string => texts[key] as string;
const families = new Set(Object.keys(texts).map((key) => key.split('.')[0]));

/** With what can be done in their views, by view and what the group or button there is called. */
const demos: Record<string, string[]> = {
  regression: ['fit: One point of yours'],
  classification: ['field: One point of yours', 'network: One weight or bias'],
  'mnist-cnn': [
    'draw: Draw with the keyboard',
    'confusion: Look closer, or decide',
    'mistakes: Look closer, or decide',
    'activations: Look closer, or decide',
  ],
  rnn: ['text: Look closer, or decide', 'text: Write'],
  transformer: ['writing: Look closer, or decide', 'attention: Look closer, or decide'],
  gan: ['plane: One point of yours'],
  autoencoder: ['map: A place in the picture', 'drawing: Draw with the keyboard', 'restored: Look closer, or decide'],
  clustering: ['clusters: One point of yours'],
  reinforcement: ['world: Look closer, or decide', 'world: A place in the picture', 'own_game: Your turn'],
  recommendation: ['own_stars: Look closer, or decide'],
  vision: [],
};

const mirror = (page: Page) => page.getByRole('region', { name: 'Text view', exact: true });
const title = (page: Page) => page.getByRole('heading', { name: 'Text view', exact: true });
const status = (page: Page) => page.getByRole('status', { name: 'How the run goes' });
const bar = (page: Page, name: string) => page.getByRole('banner').getByRole('button', { name, exact: true });
const of_view = (demo: string, view: string, what: 'title' | 'about'): string | undefined =>
  texts[`view.${demo}.${view}.${what}`] ?? texts[`view.${view}.${what}`];

/** Opens a demo as whoever has no mouse does; returns the link that was followed, which has the focus. */
async function open_from_menu(page: Page, demo: string): Promise<Locator> {
  await press(bar(page, 'Show the list of demos'));
  const link = (name: string) => page.getByRole('navigation', { name: 'Demos' }).getByRole('link', { name, exact: true });
  const name = said(`demo.${demo}.title`);
  await press(link(name));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  const followed = link(`${name} ${said(`demo.${demo}.about`)}`); // what is open tells more
  await expect(followed).toBeFocused();
  return followed;
}

/** Pauses, begins anew and makes two steps, all by single keys. */
async function train_by_keys(page: Page): Promise<void> {
  await expect(bar(page, 'Pause')).toBeVisible(); // as all that is opened from the menu
  await page.keyboard.press('Space');
  await expect(bar(page, 'Play')).toBeVisible();
  await page.keyboard.press('r');
  await expect(status(page)).toHaveText(/^Ready at step 0\b/);
  for (const step of [1, 2]) {
    await page.keyboard.press('ArrowRight');
    await expect(status(page)).toHaveText(new RegExp(`^Stopped at step ${step}\\b`));
  }
}

async function train_by_buttons(page: Page): Promise<void> {
  await press(bar(page, 'Play'), 'Tab'); // past the end of the page, where it begins again
  await expect(bar(page, 'Pause')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bar(page, 'Play')).toBeFocused();
  await press(bar(page, 'One step'));
  await expect(status(page)).toHaveText(/^Stopped at step \d/);
  await press(bar(page, 'Back to step 0'));
  await expect(status(page)).toHaveText(/^Ready at step 0\b/);
}

/** Reads a view, does in it what can be done, and opens its numbers; returns what was done. */
async function read(page: Page, demo: string, { name, kind }: Demo['views'][number]): Promise<string[]> {
  const heading = of_view(demo, name, 'title') ?? name;
  const card = mirror(page).getByRole('region', { name: heading, exact: true });
  await expect(card.getByText(said('mirror.waits'))).toHaveCount(0, { timeout: 20_000 });
  const about = of_view(demo, name, 'about');
  const words = (await card.getByRole('paragraph').allTextContents()).filter((words) => words !== '' && words !== about);
  if (kind === 'table') await expect(card.getByRole('table', { name: heading })).toBeVisible();
  else expect(words, `${demo} ${name}`).not.toEqual([]);

  const done: string[] = [];
  for (const [hand, act] of Object.entries(hands)) {
    const group = card.getByRole('group', { name: hand, exact: true });
    if (!(await group.isVisible())) continue;
    await act(group, page);
    done.push(`${name}: ${hand}`);
  }
  const write = card.getByRole('button', { name: 'Write', exact: true });
  if (await write.isVisible()) {
    await press(write);
    await press(card.getByRole('button', { name: 'Stop', exact: true }));
    await expect(write).toBeFocused();
    done.push(`${name}: Write`);
  }
  const numbers = card.getByText(`Numbers: ${heading}`, { exact: true });
  if (await numbers.isVisible()) {
    await reach(numbers);
    await page.keyboard.press('Space');
    await expect(card.getByRole('table').last()).toBeVisible();
    await expect(numbers).toBeFocused();
  }
  return done;
}

/** No key of a text stands on screen, and nothing that is no sentence. */
async function expect_words(page: Page, where: string): Promise<void> {
  const shown = await mirror(page).innerText();
  const keys = [...shown.matchAll(/\b([a-z_]+)\.[a-z0-9_-]+(?:\.[a-z0-9_-]+)*/g)].filter(([, family]) => families.has(family));
  expect(keys.map(([key]) => key), where).toEqual([]);
  expect(shown, where).not.toMatch(/\{\w+\}|NaN|undefined|\[object/);
}

/** Back to its title from wherever one reads: T shuts the text view, and opens it again. */
async function to_the_top(page: Page): Promise<void> {
  await page.keyboard.press('t');
  await page.keyboard.press('t');
  await expect(title(page)).toBeFocused();
}

/** Reads all views, tab by tab; returns what was done in them. */
async function read_all(page: Page, { id, views }: Demo): Promise<string[]> {
  const values = await page.evaluate(() => window.gradlab.params());
  const present = views.filter((view) => holds(view.when, values));
  const sections = [...new Set(present.map(({ section }) => section))];
  const tab = (section = '') => mirror(page).getByRole('tab', { name: said(`section.${section}`), exact: true });
  const done: string[] = [];
  for (const [i, section] of sections.entries()) {
    if (i > 0) {
      await to_the_top(page);
      await reach(tab(sections[i - 1]));
      await page.keyboard.press('ArrowRight');
      await expect(tab(section)).toBeFocused();
    }
    const here = present.filter((view) => view.section === section);
    const titles = here.map(({ name }) => of_view(id, name, 'title') ?? name);
    const cards = sections.length > 1 ? mirror(page).getByRole('tabpanel') : mirror(page);
    const controls = sections.length > 1 ? [] : [said('ui.controls')];
    await expect(cards.getByRole('heading', { level: 3 }), `${id} ${section}`).toHaveText([...titles, ...controls]);
    for (const view of here) done.push(...(await read(page, id, view)));
    await expect_words(page, `${id} ${section}`);
  }
  return done;
}

for (const [id, acts] of Object.entries(demos)) {
  test(`the whole of ${id} by keys, by role and name`, async ({ page, site }) => {
    test.setTimeout(120_000);
    await keep_catalogue(page);
    await open(page, site, id === 'regression' ? '#clustering' : '#regression'); // from another one, which is small
    const told = await demos_told(page);
    expect(told.map((one) => one.id).sort()).toEqual(Object.keys(demos).sort());
    const demo = told.find((one) => one.id === id) as Demo;
    const link = await open_from_menu(page, id);
    await page.keyboard.press('t');
    await expect(title(page)).toBeFocused();
    await train_by_keys(page);
    const done = await read_all(page, demo);
    expect(done.sort()).toEqual([...acts].sort());
    const values = await page.evaluate(() => window.gradlab.params());
    for (const kind of ['number', 'choice', 'boolean'] as const) {
      const param = one_to_change(demo, kind, values);
      if (param) await change(page, mirror(page), id, param);
      else expect(kind, `one of ${id}`).toBe('boolean');
    }
    await train_by_buttons(page);
    await press(page.getByRole('button', { name: 'Skip to the text view' }));
    await expect(title(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(link).toBeFocused();
    await expect(title(page)).not.toBeInViewport();
  });
}
