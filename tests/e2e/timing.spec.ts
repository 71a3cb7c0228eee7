// How fast it is there, and how smooth it stays. The limits are loose: the figures that are printed are what counts.
import { expect, open, test } from './fixtures.ts';

test('first paint and first step', async ({ page, site }) => {
  await page.goto(site.address);
  await page.evaluate(() => window.gradlab.ready);
  const ready = await page.evaluate(() => performance.now());
  const first_step = await page.evaluate(async () => {
    await window.gradlab.run(1);
    return performance.now();
  });
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  console.log(`first paint ${paint.toFixed(0)} ms, ready ${ready.toFixed(0)} ms, first training step ${first_step.toFixed(0)} ms`);
  expect(paint).toBeLessThan(2000);
  expect(first_step).toBeLessThan(5000);
});

test('time between frames while training', async ({ page, site }) => {
  await open(page, site, '#classification?preset=two-spirals');
  await page.evaluate(() => window.gradlab.play());
  const times = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const stamps: number[] = [];
        const tick = (now: number): void => {
          stamps.push(now);
          if (stamps.length < 180) requestAnimationFrame(tick);
          else resolve(stamps.slice(1).map((stamp, i) => stamp - (stamps[i] as number)));
        };
        requestAnimationFrame(tick);
      }),
  );
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] as number).toFixed(1);
  console.log(`time between frames: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`);
  expect(Number(at(0.5))).toBeLessThan(50);
});
