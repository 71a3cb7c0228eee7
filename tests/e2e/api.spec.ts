// window.gradlab, as tests and teachers' pages use it.
import { expect, open, step_of, test } from './fixtures.ts';

test.beforeEach(({ page, site }) => open(page, site, '#classification'));

test('lists demos and presets by title', async ({ page }) => {
  const demos = await page.evaluate(() => window.gradlab.demos());
  expect(demos.map(({ id }) => id)).toEqual(expect.arrayContaining(['regression', 'classification']));
  for (const { id, title, presets } of demos) {
    expect(title).not.toBe('');
    expect(presets.length, id).toBeGreaterThan(0);
    for (const preset of presets) expect(preset.title).not.toBe(preset.id);
  }
});

test('trains exactly as many steps as asked, then pauses', async ({ page }) => {
  const metrics = await page.evaluate(() => window.gradlab.run(37));
  expect(metrics.step).toBe(37);
  const more = await page.evaluate(() => window.gradlab.run(3));
  expect(more.step).toBe(40);
  await page.waitForTimeout(200);
  expect(await step_of(page)).toBe(40);
});

test('plays, pauses and resets', async ({ page }) => {
  await page.evaluate(() => window.gradlab.play());
  await expect.poll(() => step_of(page)).toBeGreaterThan(10);
  await page.evaluate(() => window.gradlab.pause());
  const paused_at = await step_of(page);
  await page.waitForTimeout(200);
  expect(await step_of(page)).toBe(paused_at);
  await page.evaluate(() => window.gradlab.reset());
  expect(await step_of(page)).toBe(0);
});

test('resets to the same run', async ({ page }) => {
  const [first, second] = await page.evaluate(async () => {
    const { run, reset } = window.gradlab;
    const before = await run(60);
    await reset();
    return [before, await run(60)];
  });
  expect(second?.loss).toBe(first?.loss);
});

test('takes values and refuses wrong ones with a sentence', async ({ page }) => {
  expect(await page.evaluate(() => window.gradlab.set({ noise: 0.3 }))).toMatchObject({ noise: 0.3 });
  const refused = page.evaluate(() => window.gradlab.set({ noise: 7, seed: 4 }));
  await expect(refused).rejects.toThrow(/noise.*0\.5/);
  expect(await page.evaluate(() => window.gradlab.params())).toMatchObject({ noise: 0.3, seed: 4 });
});

test('opens a demo with a preset and values', async ({ page }) => {
  const values = await page.evaluate(() => window.gradlab.open('classification', { preset: 'xor', seed: 3 }));
  expect(values).toMatchObject({ data: 'xor', seed: 3 });
  expect(new URL(page.url()).hash).toBe('#classification?preset=xor&seed=3');
  await expect(page.evaluate(() => window.gradlab.open('nothing'))).rejects.toThrow(/nothing/);
  await expect(page.evaluate(() => window.gradlab.open('regression', { preset: 'nothing' }))).rejects.toThrow(
    /nothing/,
  );
});

test('gives the history and the data behind a view', async ({ page }) => {
  await page.evaluate(() => window.gradlab.run(50));
  const history = await page.evaluate(() => window.gradlab.history());
  expect(history.step?.length).toBeGreaterThan(10);
  expect(history.loss).toHaveLength(history.step?.length ?? 0);
  const field = await page.evaluate(async () => {
    const { tensors, options } = await window.gradlab.view('field');
    const { shape, data } = tensors.points as { shape: number[]; data: ArrayLike<number> };
    return { options, shape, count: data.length, finite: Array.from(data).every(Number.isFinite) };
  });
  expect(field.shape[1]).toBe(2);
  expect(field.count).toBe((field.shape[0] ?? 0) * 2);
  expect(field.finite).toBe(true);
  await expect(page.evaluate(() => window.gradlab.view('nothing'))).rejects.toThrow();
});

test('says what it trains on, and refuses what there is not', async ({ page }) => {
  const device = await page.evaluate(() => window.gradlab.device());
  expect(device).toMatchObject({ kind: 'cpu', build: 'relaxed', threads: 1, adapter: null });
  await expect(page.evaluate(() => window.gradlab.use('abacus'))).rejects.toThrow(/abacus/);
  expect(await page.evaluate(() => window.gradlab.use('cpu'))).toEqual(device);
});

test('adds points and clears them', async ({ page }) => {
  const with_points = await page.evaluate(() =>
    window.gradlab.input({
      view: 'field',
      kind: 'points',
      points: [
        [0.12345, 0.5, 1],
        [1, 1, 0],
      ],
    }),
  );
  expect(with_points.points).toEqual([
    [0.123, 0.5, 1],
    [1, 1, 0],
  ]);
  const cleared = await page.evaluate(() => window.gradlab.input({ view: 'field', kind: 'clear' }));
  expect(cleared.points).toEqual([]);
});
