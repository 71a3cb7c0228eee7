// Every demo and every preset, from the page's own list: it opens, trains, and learns. That each makes progress over
// hundreds of steps the unit tests show as wasm, without a page.
import texts from '../../web/text/en.json' with { type: 'json' };
import { expect, open, test } from './fixtures.ts';

const ids = Object.keys(texts).flatMap((key) => /^demo\.([^.]+)\.title$/.exec(key)?.[1] ?? []);

test('the texts name the demos that there are', async ({ page, site }) => {
  await open(page, site);
  const demos = await page.evaluate(() => window.gradlab.demos());
  expect(demos.map(({ id }) => id).sort()).toEqual(ids.sort());
});

for (const id of ids) {
  test(`${id} trains, with every preset`, async ({ page, site }) => {
    test.setTimeout(240_000); // the largest networks want some seconds each, and more where something else runs
    await open(page, site, '#classification');
    const demos = await page.evaluate(() => window.gradlab.demos());
    const { presets = [], progress } = demos.find((demo) => demo.id === id) ?? {};
    for (const { id: preset, diverges } of [{ id: undefined, diverges: false }, ...presets]) {
      const { before, after, stopped } = await page.evaluate(
        async ([demo, name, metric, falls]) => {
          await window.gradlab.open(demo as string, name === undefined ? {} : { preset: name });
          const before = await window.gradlab.run(0); // once byte pairs are learnt
          let after = before;
          let stopped = false;
          const is_better = () => {
            const [first, last] = [before[metric] ?? NaN, after[metric] ?? NaN];
            return falls ? last < first : last > first;
          };
          // 100 steps, or as many as a large network makes in a second, and some more where it is worse at first.
          const start = performance.now();
          while ((after.step ?? 0) < (is_better() ? 100 : 200) && performance.now() - start < (is_better() ? 1000 : 15_000)) {
            const aim = (after.step ?? 0) + 20;
            after = await window.gradlab.run(20);
            stopped = (after.step ?? 0) < aim;
            if (stopped) break;
          }
          return { before, after, stopped };
        },
        [id, preset, progress?.metric ?? '', progress?.direction === 'falls'] as const,
      );
      const where = `${id} ${preset ?? ''}`;
      expect(stopped, where).toBe(diverges);
      if (diverges) continue;
      const metric = progress?.metric ?? '';
      const [first, last] = [before, after].map((metrics) => metrics[metric] ?? NaN) as [number, number];
      if (progress?.direction === 'falls') expect(last, where).toBeLessThan(first);
      else expect(last, where).toBeGreaterThan(first);
      expect(
        Object.values(after).filter((value) => value === null),
        where,
      ).toEqual([]);
      expect(after.step, where).toBeGreaterThanOrEqual(20);
    }
  });
}

test('a learning rate that is too high is caught, and one click leads back', async ({ page, site }) => {
  await open(page, site, '#regression?preset=learning-rate-too-high');
  await page.getByRole('button', { name: 'Play' }).click();
  const notice = page.locator('.notice', { hasText: 'diverged' });
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await notice.getByRole('button', { name: /last good step/ }).click();
  await expect(notice).toBeHidden();
  await expect.poll(() => page.evaluate(() => Number.isFinite(window.gradlab.metrics().loss ?? NaN))).toBe(true);
});

test('two spirals are solved within ten seconds', async ({ page, site }) => {
  await open(page, site, '#classification?preset=two-spirals');
  const began = Date.now();
  await page.evaluate(() => window.gradlab.play());
  await expect
    .poll(() => page.evaluate(() => window.gradlab.metrics().test_accuracy ?? 0), { timeout: 10_000, intervals: [50] })
    .toBeGreaterThan(0.97);
  console.log(`two spirals: test accuracy over 0.97 after ${Date.now() - began} ms`);
});
