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
  console.log(
    `first paint ${paint.toFixed(0)} ms, ready ${ready.toFixed(0)} ms, first training step ${first_step.toFixed(0)} ms`,
  );
  expect(paint).toBeLessThan(2000);
  expect(first_step).toBeLessThan(5000);
});

test('time per frame while training', async ({ page, site }) => {
  await page.addInitScript(() => {
    const frames: [began: number, took: number][] = [];
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((now) => {
        const began = performance.now();
        callback(now);
        frames.push([began, performance.now() - began]);
      });
    Object.assign(window, { frames });
  });
  await open(page, site, '#classification?preset=two-spirals');
  await page.evaluate(() => window.gradlab.play());
  await page.waitForTimeout(4000);
  const frames = await page.evaluate(() => (window as unknown as { frames: [number, number][] }).frames.slice(-100));
  const steps = frames.slice(1).map(([began], i) => began - (frames[i] as [number, number])[0]);
  const summary = (times: number[]): string => {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(1);
    return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms`;
  };
  const took = frames.map(([, time]) => time).toSorted((a, b) => a - b);
  console.log(`drawing a frame takes the page: ${summary(took)}; from frame to frame: ${summary(steps)}`);
  // How often Chromium shows a frame depends on its drawing in software; how long the page works on one is ours.
  expect(took[Math.floor(took.length / 2)]).toBeLessThan(33);
});
