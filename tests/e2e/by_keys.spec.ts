// The whole of every demo by keys alone, found by role and name alone: opened from the menu, trained, read view by view, acted
// in, set, and left. What there must be is taken from the catalogue that the trainer tells the page.
import type { Locator, Page } from '@playwright/test';
import en from '../../web/text/en.json' with { type: 'json' };
import type { Demo, Param, Value, Values } from '../../web/shell/base/protocol.ts';
import { holds } from '../../web/shell/run/holds.ts';
import { demos_told, keep_catalogue } from './catalogue.ts';
import { expect, open, test } from './fixtures.ts';
import { press, reach } from './keys.ts';

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
const params = (page: Page): Promise<Values> => page.evaluate(() => window.gradlab.params());
const of_view = (demo: string, view: string, what: 'title' | 'about'): string | undefined =>
  texts[`view.${demo}.${view}.${what}`] ?? texts[`view.${view}.${what}`];
const of_param = (demo: string, { name, term = name }: Param): string | undefined =>
  texts[`param.${demo}.${name}.label`] ?? texts[`param.${term}.label`];

/** What is done in a view, by the name of the group of its controls. */
const hands: Record<string, (group: Locator, page: Page) => Promise<void>> = {
  'One point of yours': async (group) => {
    await press(group.getByRole('button', { name: 'Add' }));
    await expect(group.getByRole('status')).toHaveText(/^Point \d+ added at \(/);
  },
  'One weight or bias': async (group, page) => {
    await reach(group.getByRole('spinbutton', { name: 'Value' }));
    await page.keyboard.press('ArrowUp');
    await expect(group.getByRole('status')).toHaveText(/^From .+ to .+: /);
  },
  'Draw with the keyboard': async (group, page) => {
    await reach(group.getByRole('application', { name: /^Pad: / }));
    for (const key of ['Space', 'Shift+ArrowDown', 'Space']) await page.keyboard.press(key);
    await expect(group.getByRole('status')).toHaveText(/: drawn on, pen up\.$/);
  },
  'Look closer, or decide': async (group) => {
    await press(group.getByRole('button', { name: 'Choose' }));
    await expect(group.getByRole('status')).toHaveText(/^Chosen: .+\.$/);
  },
  'A place in the picture': async (group) => {
    await press(group.getByRole('button', { name: /^(Add|Choose)$/ }));
    await expect(group.getByRole('status')).toHaveText(/^Chosen: \(.+\)\.$/);
  },
  'Your turn': async (group) => {
    await press(group.getByRole('button', { name: 'Right' }));
    await expect(group.getByRole('status')).toHaveText(/^Moves: 1\. You: /);
  },
};

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

/** Pauses, begins anew and makes three steps, all by single keys. */
async function train_by_keys(page: Page): Promise<void> {
  await expect(bar(page, 'Pause')).toBeVisible(); // as all that is opened from the menu
  await page.keyboard.press('Space');
  await expect(bar(page, 'Play')).toBeVisible();
  await page.keyboard.press('r');
  await expect(status(page)).toHaveText(/^Ready at step 0\b/);
  for (const step of [1, 2, 3]) {
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
  const values = await params(page);
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

type Kind = 'number' | 'choice' | 'boolean';

/** By kind of parameter: its role, the key that changes it, and how the tree tells that it has a value. */
const settings: Record<Kind, { role: 'spinbutton' | 'combobox' | 'checkbox'; key: string; told: (param: Param, value: Value) => string }> = {
  number: { role: 'spinbutton', key: 'ArrowUp', told: (_, value) => `"${Number(Number(value).toPrecision(6))}"` },
  choice: {
    role: 'combobox',
    key: 'ArrowDown',
    told: ({ name, term = name }, value) => `option "${texts[`choice.${term}.${String(value)}`] ?? String(value)}" [selected]`,
  },
  boolean: { role: 'checkbox', key: 'Space', told: (_, value) => (value ? '[checked]' : '') },
};

/** One parameter of that kind that there is and that its key changes, a live one rather than another. */
function one_of({ params }: Demo, kind: Kind, values: Values): Param | undefined {
  const changes = ({ name, high, choices }: Param): boolean =>
    kind === 'number' ? Number(values[name]) < high : kind === 'boolean' || values[name] !== choices.at(-1);
  const possible = params.filter((param) => param.kind === kind && holds(param.when, values) && changes(param));
  return possible.findLast(({ live }) => live) ?? possible.at(-1);
}

async function change(page: Page, demo: string, kind: Kind, param: Param): Promise<void> {
  const { role, key, told } = settings[kind];
  const unit = param.unit === '' ? '' : ` (${texts[`unit.${param.unit}`] ?? param.unit})`;
  const group = mirror(page).getByRole('group', { name: said(`group.${param.group}`), exact: true });
  const field = group.getByRole(role, { name: (of_param(demo, param) ?? param.name) + unit, exact: true });
  await reach(field);
  const value = async (): Promise<Value | undefined> => (await params(page))[param.name];
  const before = await value();
  await page.keyboard.press(key);
  await expect.poll(value, `${demo} ${param.name}`).not.toEqual(before);
  const now = told(param, (await value()) as Value);
  await expect.poll(() => field.ariaSnapshot(), `${demo} ${param.name}`).toContain(now);
  await expect(field).toBeFocused();
}

test('those are all demos', async ({ page, site }) => {
  await open(page, site);
  expect(await page.evaluate(() => window.gradlab.demos().map(({ id }) => id).sort())).toEqual(Object.keys(demos).sort());
});

for (const [id, acts] of Object.entries(demos)) {
  test(`the whole of ${id} by keys, by role and name`, async ({ page, site }) => {
    const t0 = Date.now();
    const log = (what: string) => console.log(id, what, Date.now() - t0);
    await keep_catalogue(page);
    await open(page, site, id === 'regression' ? '#clustering' : '#regression'); // from another one, which is small
    log('loaded');
    const demo = (await demos_told(page)).find((one) => one.id === id) as Demo;
    const link = await open_from_menu(page, id);
    log('opened');
    await page.keyboard.press('t');
    await expect(title(page)).toBeFocused();
    await train_by_keys(page);
    log('trained');
    const done = await read_all(page, demo);
    expect.soft(done.sort()).toEqual([...acts].sort());
    log('read');
    const values = await params(page);
    for (const kind of ['number', 'choice', 'boolean'] as const) {
      const param = one_of(demo, kind, values);
      if (param) await change(page, id, kind, param);
      else expect(kind, `a ${kind} of ${id}`).toBe('boolean');
    }
    log('set');
    await train_by_buttons(page);
    log('buttons');
    await press(page.getByRole('button', { name: 'Skip to the text view' }));
    await expect(title(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(link).toBeFocused();
    await expect(title(page)).not.toBeInViewport();
    log('end');
  });
}
