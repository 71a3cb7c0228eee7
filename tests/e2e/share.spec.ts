// Links of three levels: the settings with where to look, this very run, and what it has learned; by copy and by camera.
import type { Page } from '@playwright/test';
import read_qr from 'jsqr';
import { expect, notice, notices, open, small_page, step_of, test } from './fixtures.ts';

const hash_of = (address: string): string => new URL(address).hash;
const link_of = (page: Page, level: 'run' | 'trained'): Promise<string> =>
  page.evaluate((wanted) => window.gradlab.link(wanted), level);
const loss_of = (page: Page): Promise<number> => page.evaluate(() => Number(window.gradlab.metrics().loss));

/** As notice, of what training must come before. */
const said = (page: Page, words: RegExp): Promise<void> =>
  expect(page.locator('.notice', { hasText: words })).toBeVisible({ timeout: 120_000 });

/** What another library reads in a code of `size` squares a side, each drawn as a camera would see it. */
function read_code(size: number, ink: string): string | undefined {
  const scale = 4;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [, x, y] of ink.matchAll(/M(\d+) (\d+)/g))
    for (let row = 0; row < scale; ++row) {
      const from = 4 * ((Number(y) * scale + row) * side + Number(x) * scale);
      pixels.fill(0, from, from + 4 * scale);
    }
  return read_qr(pixels, side, side)?.data;
}

/** A press in the middle of the workspace's place `x`, `y`, in CSS pixels of the canvas. */
const press = (page: Page, x: number, y: number): Promise<void> =>
  page.locator('#workspace').click({ position: { x, y } });

test.describe('settings', () => {
  test('point at a tab, a card, a head and a pace, as the link says', async ({ page, site }) => {
    const link = '#transformer?preset=reverse&tab=inside&card=attention&chosen=attention:2,2&speed=5&play=0';
    await page.goto(site.address + link);
    await page.evaluate(() => window.gradlab.ready);
    await page.waitForTimeout(1500);
    expect(await step_of(page)).toBe(0);
    await expect(page.locator('#speed')).toHaveValue('5');
    expect(hash_of(page.url())).toContain('tab=inside&card=attention&chosen=attention:2,2&speed=5');
    expect(await notices(page)).toEqual([]);
  });

  test('tell the tab that the visitor opened, and nothing of the first one', async ({ page, site }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, site, '#classification?preset=xor');
    await page.waitForTimeout(1000);
    await press(page, 190, 32); // the second of the tabs
    await expect.poll(() => hash_of(page.url())).toBe('#classification?preset=xor&tab=speed');
    await press(page, 70, 32);
    await expect.poll(() => hash_of(page.url())).toBe('#classification?preset=xor');
  });

  test('train at a pace that only the link has', async ({ page, site }) => {
    await open(page, site, '#classification?preset=xor');
    await page.locator('#speed').selectOption('2');
    expect(hash_of(await page.evaluate(() => window.gradlab.link()))).toBe('#classification?preset=xor&speed=2');
    await page.locator('#speed').selectOption('0');
    expect(hash_of(await page.evaluate(() => window.gradlab.link()))).toBe('#classification?preset=xor&speed=max');
  });
});

const demos = [
  'regression',
  'classification',
  'mnist-cnn',
  'rnn',
  'transformer',
  'gan',
  'autoencoder',
  'clustering',
  'reinforcement',
  'recommendation',
  'vision',
];

test('those are all demos', async ({ page, site }) => {
  await open(page, site);
  expect(await page.evaluate(() => window.gradlab.demos().map(({ id }) => id).sort())).toEqual([...demos].sort());
});

for (const id of demos) {
  test(`every preset of ${id}: its run is reproduced from a link, and goes on from one with its weights`, async ({
    page,
    site,
  }) => {
    test.setTimeout(600_000);
    await page.setViewportSize(small_page);
    await open(page, site);
    const all = await page.evaluate(() => window.gradlab.demos());
    const presets = all.find((demo) => demo.id === id)?.presets.map((preset) => preset.id) ?? [];
    let opened = 0;
    // A step of the large GPT takes as long as all others together.
    for (const preset of presets.filter((name) => name !== 'large')) {
      await page.evaluate(([demo, name]) => window.gradlab.open(demo as string, { preset: name as string }), [id, preset]);
      const { step } = await page.evaluate(() => window.gradlab.run(2));
      if (!step) continue; // nothing to be shared: it is over at once
      const run = await link_of(page, 'run');
      const trained = await link_of(page, 'trained').catch((error: Error) => error.message);
      await page.evaluate(() => window.gradlab.open('regression'));
      await page.goto(run);
      await said(page, /Reproduced/);
      expect(await step_of(page), run).toBe(step);
      opened += 1;
      if (!trained.startsWith('http')) {
        expect(trained, `${id} ${preset}`).toMatch(/too many weights/);
        continue;
      }
      expect(hash_of(trained).length).toBeLessThanOrEqual(16_384);
      await page.goto(trained);
      await said(page, /trained elsewhere/);
      expect(await step_of(page), trained.slice(0, 100)).toBe(step);
    }
    expect(opened).toBeGreaterThan(0);
  });
}

test('a trained network comes with its weights, nearly as it was, and trains on', async ({ page, site }) => {
  await open(page, site, '#classification?preset=two-spirals');
  await page.evaluate(() => window.gradlab.run(400));
  const there = await loss_of(page);
  const link = await link_of(page, 'trained');
  await open(page, site, hash_of(link));
  await notice(page, /for 400 steps.*rounded/);
  expect(await step_of(page)).toBe(400);
  await page.evaluate(() => window.gradlab.view('loss'));
  expect(Math.abs((await loss_of(page)) - there)).toBeLessThan(0.02);
  await page.waitForTimeout(700);
  expect(page.url()).toBe(link); // for as long as nothing is another
  expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(405);
  await expect.poll(() => hash_of(page.url())).toBe('#classification?preset=two-spirals');
});

test('a drawing travels with the network that reads it', async ({ page, site }) => {
  await open(page, site, '#mnist-cnn?layers=dense-8');
  const answer = await page.evaluate(async () => {
    await window.gradlab.input({ view: 'draw', kind: 'draw', strokes: [[[0.5, 0.1], [0.5, 0.9]]] });
    await window.gradlab.run(30);
    return (await window.gradlab.view('draw')).options.answer;
  });
  const link = await link_of(page, 'trained');
  await open(page, site, hash_of(link));
  const shown = await page.evaluate(() => window.gradlab.view('draw'));
  expect(shown.options.strokes).toHaveLength(1);
  expect(shown.options.answer).toBe(answer);
});

test('a run that was changed on its way is not said to be repeatable', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor');
  await page.evaluate(async () => {
    await window.gradlab.run(10);
    await window.gradlab.set({ learning_rate: 0.02 });
    await window.gradlab.run(10);
  });
  await expect(link_of(page, 'run')).rejects.toThrow(/changed at step 10/);
  expect(await link_of(page, 'trained')).toContain('state=');
});

test('a run that comes out otherwise says why, and one that was stopped says where', async ({ page, site }) => {
  await open(page, site, '#classification?preset=xor&v=2&step=20&hash=00000000&build=other&engine=abc');
  await notice(page, /not the same.*another version.*build other/);
  await page.goto('about:blank');
  await page.goto(`${site.address}#classification?preset=two-spirals&v=2&step=90000000&hash=00000000`);
  await page.getByRole('button', { name: 'Stop' }).click();
  await notice(page, /Stopped at step/);
  expect(await step_of(page)).toBeGreaterThan(0);
});

for (const [name, state, words] of [
  ['a bomb', 'bomb', /damaged/],
  ['no base64', '_-_-_', /damaged/],
  ['weights of another network', 'other', /could not be used.*another network/],
  ['weights that were altered', 'altered', /could not be used|damaged/],
] as const) {
  test(`a link with ${name} is answered by a sentence, and its settings open`, async ({ page, site }) => {
    await open(page, site, '#classification?preset=moons&layers=3');
    await page.evaluate(() => window.gradlab.run(3));
    const good = /state=([\w-]+)/.exec(await link_of(page, 'trained'))?.[1] ?? '';
    const { deflateRawSync } = await import('node:zlib');
    const states = {
      bomb: deflateRawSync(new Uint8Array(20_000_000)).toString('base64url'),
      other: good,
      altered: `${good.slice(0, 40)}${good[40] === 'A' ? 'B' : 'A'}${good.slice(41)}`,
    } as Record<string, string>;
    const layers = state === 'other' ? '4' : '3';
    await open(page, site, `#classification?preset=moons&layers=${layers}&v=2&step=3&state=${states[state] ?? state}`);
    await notice(page, words);
    expect(await page.evaluate(() => window.gradlab.params())).toMatchObject({ data: 'moons', layers: [Number(layers)] });
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
  });
}

test('a link of a version to come opens as far as it is known', async ({ page, site }) => {
  await open(page, site, '#classification?preset=moons&seed=5&v=9&hologram=1');
  await notice(page, /newer Gradlab/);
  expect(await page.evaluate(() => window.gradlab.params())).toMatchObject({ data: 'moons', seed: 5 });
});

test.describe('Back and Forward', () => {
  test('find what was trained as it was left', async ({ page, site }) => {
    await open(page, site, '#regression');
    await page.evaluate(() => window.gradlab.run(40));
    const loss = await loss_of(page);
    await page.evaluate(() => window.gradlab.open('classification', { preset: 'xor' }));
    await page.evaluate(() => window.gradlab.run(25));
    await page.goBack();
    await expect(page.locator('#demo-title')).toHaveText('Regression');
    await expect.poll(() => step_of(page)).toBe(40);
    expect(await loss_of(page)).toBe(loss);
    await page.waitForTimeout(800);
    expect(await step_of(page)).toBe(40);
    await page.goForward();
    await expect(page.locator('#preset-title')).toHaveText('XOR needs a hidden layer');
    await expect.poll(() => step_of(page)).toBe(25);
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(30);
  });

  test('lead through the presets of the list, and what was playing plays on', async ({ page, site }) => {
    await open(page, site, '#regression');
    for (const name of ['Two spirals', 'Three classes']) {
      await page.getByRole('link', { name }).click();
      await expect(page.locator('#preset-title')).toHaveText(name);
      await expect.poll(() => step_of(page)).toBeGreaterThan(10);
    }
    const before = await step_of(page);
    await page.goBack();
    await expect(page.locator('#preset-title')).toHaveText('Two spirals');
    await expect(page.locator('#play')).toHaveAccessibleName(/Pause/);
    await expect.poll(() => step_of(page)).toBeGreaterThan(10);
    await page.goForward();
    await expect(page.locator('#preset-title')).toHaveText('Three classes');
    await expect.poll(() => step_of(page)).toBeGreaterThanOrEqual(before);
  });
});

test.describe('the dialog', () => {
  test('has a link for each level, with its length, and a code that a camera reads', async ({ page, site }) => {
    await open(page, site, '#classification?preset=xor');
    await page.evaluate(() => window.gradlab.run(30));
    await page.locator('#share').click();
    const dialog = page.getByRole('dialog');
    const field = dialog.getByLabel('Link');
    await expect(field).toHaveValue(`${site.address}#classification?preset=xor&play=0`);
    for (const [name, part] of [
      ['This run', /step=30&hash=[\da-f]{8}/],
      ['Trained network', /step=30&state=[\w-]+$/],
    ] as const) {
      await dialog.getByRole('radio', { name }).check({ force: true });
      await expect(field).toHaveValue(part);
      const link = await field.inputValue();
      await expect(dialog.locator('label', { hasText: name }).locator('.length')).toHaveText(`${link.length} characters`);
      const [size, ink] = await dialog.locator('.code svg').evaluate((svg: SVGSVGElement) => [
        svg.viewBox.baseVal.width,
        svg.querySelector('.ink')?.getAttribute('d') ?? '',
      ] as const);
      expect(read_code(size, ink)).toBe(link);
    }
  });

  test('says why there is no link, and which one there is', async ({ page, site }) => {
    await open(page, site, '#classification?preset=xor');
    await page.locator('#share').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'This run' }).check({ force: true });
    await expect(dialog.locator('.none')).toHaveText(/Nothing has been trained yet/);
    await dialog.getByRole('radio', { name: 'Settings' }).check({ force: true });
    await dialog.getByRole('checkbox').check();
    await expect(dialog.getByLabel('Link')).toHaveValue(`${site.address}#classification?preset=xor`);
  });
});
