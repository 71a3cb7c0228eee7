// Training on the graphics card, as a visitor or a script switches to it. Where there is none, these fail.
import type { Page } from '@playwright/test';
import type { Values } from '../../web/shell/base/protocol.ts';
import type { DeviceInfo } from '../../web/shell/page/scripting.ts';
import { expect, notices, open, step_of, test } from './fixtures.ts';
import { steps_back, watch_steps } from './gpu.ts';

const use = (page: Page, kind: 'cpu' | 'webgpu'): Promise<DeviceInfo> =>
  page.evaluate((wanted) => window.gradlab.use(wanted), kind);
const device = (page: Page): Promise<DeviceInfo> => page.evaluate(() => window.gradlab.device());

/** Small enough for a graphics card that is a processor in disguise. */
const small: { id: string; params: Values }[] = [
  { id: 'regression', params: { preset: 'sine-network' } },
  { id: 'classification', params: { preset: 'moons' } },
  { id: 'mnist-cnn', params: { batch_size: 8, train_count: '100', layers: 'conv-4-3-1,max_pool-2-2' } },
  { id: 'rnn', params: { units: 16, steps: 16, batch_size: 4 } },
  { id: 'transformer', params: { width: 16, heads: 2, layers: 1, context: 32, batch_size: 4 } },
  { id: 'transformer', params: { preset: 'sentiment', width: 16, heads: 2, layers: 1, batch_size: 4 } },
];

test('there is one, and it has a name', async ({ page, site }) => {
  await open(page, site, '#classification');
  const { kind, adapter } = await use(page, 'webgpu');
  expect(kind).toBe('webgpu');
  expect(adapter).toBeTruthy();
  console.log(`WebGPU in the browser: ${adapter}`);
});

for (const { id, params } of small) {
  test(`the same numbers as on the processor: ${id}, ${JSON.stringify(params)}`, async ({ page, site }) => {
    test.setTimeout(120_000);
    await open(page, site, '#classification');
    const [on_cpu, on_gpu, told] = await page.evaluate(
      async ([demo, values]) => {
        const { gradlab } = window;
        await gradlab.open(demo, values);
        const on_cpu = await gradlab.run(20);
        await gradlab.use('webgpu');
        await gradlab.open(demo, values);
        const on_gpu = await gradlab.run(20);
        return [on_cpu, on_gpu, gradlab.device()] as const;
      },
      [id, params] as const,
    );
    expect(told.kind).toBe('webgpu');
    expect(on_gpu.step).toBe(20);
    for (const name of ['loss', 'test_loss']) {
      const expected = on_cpu[name];
      if (expected == null) continue;
      expect(Math.abs((on_gpu[name] ?? NaN) - expected), `${name} ${expected}`).toBeLessThan(1e-3 * Math.abs(expected));
    }
    const names = (metrics: object): string[] => Object.keys(metrics).filter((name) => name !== 'epoch_seconds_left'); // told where one takes long
    expect(names(on_gpu).sort()).toEqual(names(on_cpu).sort());
    expect(await notices(page)).toEqual([]);
  });
}

test('by mouse, in the middle of a run, and back', async ({ page, site }) => {
  await open(page, site, '#classification');
  await watch_steps(page);
  const before = await page.evaluate(() => window.gradlab.run(30));
  await page.getByRole('button', { name: 'Play' }).click();
  const chip = page.getByRole('button', { name: /Trains on/ });
  await chip.click();
  await page.getByRole('radio', { name: /GPU/ }).check();
  await expect(chip).toHaveText('GPU', { timeout: 20_000 });
  const switched_at = await step_of(page);
  expect(switched_at).toBeGreaterThanOrEqual(30);
  await expect.poll(() => step_of(page), { timeout: 30_000 }).toBeGreaterThan(switched_at + 30);
  const card = page.locator('#device-card');
  await expect(card).toContainText(/Compute\s*[\d.]+ ms/);
  await expect(card).toContainText(/In use\s*[\d.]+ [KM]B/);
  await page.getByRole('radio', { name: /CPU/ }).check();
  await expect(chip).toHaveText('CPU');
  const back_at = await step_of(page);
  await expect.poll(() => step_of(page)).toBeGreaterThan(back_at + 30);
  expect(await steps_back(page)).toEqual([]);
  expect(await page.evaluate(() => window.gradlab.metrics().loss)).toBeLessThan(before.loss ?? 0);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('by keyboard', async ({ page, site }) => {
  await open(page, site, '#regression');
  const chip = page.getByRole('button', { name: /Trains on/ });
  await chip.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: /GPU/ })).toBeEnabled();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: /CPU/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(chip).toHaveText('GPU', { timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(page.locator('#device-card')).toBeHidden();
  expect((await device(page)).kind).toBe('webgpu');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  test('by touch', async ({ page, site }) => {
    await open(page, site, '#regression');
    await page.getByRole('button', { name: /Trains on/ }).tap();
    await page.getByRole('radio', { name: /GPU/ }).tap();
    await expect.poll(async () => (await device(page)).kind, { timeout: 20_000 }).toBe('webgpu');
    const box = await page.locator('#device-card').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  });
});

test('back and forth, quickly', async ({ page, site }) => {
  await open(page, site, '#classification');
  await watch_steps(page);
  await page.evaluate(async () => {
    await window.gradlab.play();
    const wanted = ['webgpu', 'cpu', 'webgpu', 'cpu', 'webgpu'];
    await Promise.all(wanted.map((kind) => window.gradlab.use(kind)));
  });
  expect((await device(page)).kind).toBe('webgpu');
  const now = await step_of(page);
  await expect.poll(() => step_of(page), { timeout: 20_000 }).toBeGreaterThan(now + 10);
  expect(await steps_back(page)).toEqual([]);
  expect(await notices(page)).toEqual([]);
});

test('while a counted run goes on', async ({ page, site }) => {
  await open(page, site, '#classification');
  const { loss, metrics } = await page.evaluate(async () => {
    const { gradlab } = window;
    const { loss } = await gradlab.run(400);
    await gradlab.reset();
    const running = gradlab.run(400);
    await gradlab.use('webgpu');
    await gradlab.use('cpu');
    return { loss, metrics: await running };
  });
  expect(metrics.step).toBe(400);
  expect(Math.abs((metrics.loss ?? NaN) - (loss ?? 0))).toBeLessThan(0.05 * (loss ?? 0));
});

test('another demo opens on the graphics card too, and gives its views', async ({ page, site }) => {
  await open(page, site, '#regression?preset=sine-network');
  await use(page, 'webgpu');
  await page.getByRole('link', { name: 'Classification' }).click();
  await expect.poll(() => step_of(page), { timeout: 20_000 }).toBeGreaterThan(5);
  await page.evaluate(() => window.gradlab.pause());
  expect((await device(page)).kind).toBe('webgpu');
  const sums = await page.evaluate(async () => {
    const { gradlab } = window;
    const sum_of = async (): Promise<number[]> => {
      const views = await Promise.all(['field', 'network', 'loss', 'accuracy', 'confusion'].map(gradlab.view));
      const tensors = views.flatMap((view) => Object.values(view.tensors));
      return tensors.map(({ data }) => Array.from(data as ArrayLike<number>).reduce((sum, value) => sum + value, 0));
    };
    const on_gpu = await sum_of();
    await gradlab.use('cpu');
    return { on_gpu, on_cpu: await sum_of() };
  });
  expect(sums.on_gpu.length).toBeGreaterThan(5);
  sums.on_gpu.forEach((sum, i) => expect(sum).toBeCloseTo(sums.on_cpu[i] ?? NaN, 2));
});

test('it trains while the page is hidden', async ({ page, site }) => {
  await open(page, site, '#classification');
  await use(page, 'webgpu');
  const metrics = await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    return window.gradlab.run(20);
  });
  expect(metrics.step).toBe(20);
});
