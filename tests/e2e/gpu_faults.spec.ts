// Graphics cards that are missing, fail, or can do little: a sentence, and training goes on on the processor, from the
// same step, with nothing lost.
import type { Page } from '@playwright/test';
import { death_of_trainer, expect, keep_workers, kill_trainer, notice, open, step_of, test } from './fixtures.ts';
import { befall_gpu, complaints_of_gpu, type Flaws, spoil_gpu, steps_back, watch_steps } from './gpu.ts';

// The worker's code is to come from the network, where it is spoilt.
test.use({ allowed_errors: [complaints_of_gpu], serviceWorkers: 'block' });

const kind = (page: Page): Promise<string> => page.evaluate(() => window.gradlab.device().kind);
const use_gpu = (page: Page): Promise<string> =>
  page.evaluate(() =>
    window.gradlab.use('webgpu').then(
      ({ adapter }) => `trains on ${adapter}`,
      (error: Error) => error.message,
    ),
  );

type Series = Record<string, (number | null)[]>;

/** The loss of each step, as far as it was kept. */
const by_step = ({ step = [], loss = [] }: Series): Map<number, number> =>
  new Map(step.map((at, i) => [Number(at), Number(loss[i])]));

/** Trains 40 steps on the processor, then plays. Returns the history so far. */
async function begin(page: Page): Promise<Series> {
  await watch_steps(page);
  return page.evaluate(async () => {
    await window.gradlab.set({ noise: 0.2 });
    await window.gradlab.run(40);
    const history = await window.gradlab.history();
    await window.gradlab.play();
    return history;
  });
}

/** Training goes on on the processor, and lacks nothing of what was there before. */
async function expect_nothing_lost(page: Page, history: Series): Promise<void> {
  await expect.poll(() => kind(page)).toBe('cpu');
  const now = await step_of(page);
  await expect.poll(() => step_of(page)).toBeGreaterThan(now + 20);
  expect(await steps_back(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Trains on: CPU/ })).toBeVisible();
  const after = await page.evaluate(async () => ({
    values: window.gradlab.params(),
    history: await window.gradlab.history(),
  }));
  expect(after.values).toMatchObject({ noise: 0.2 });
  const before = by_step(history);
  const common = [...by_step(after.history)].filter(([step]) => before.has(step)); // a long history is thinned out
  expect(common.length).toBeGreaterThan(2);
  for (const [step, loss] of common) expect(loss, `the loss of step ${step}`).toBe(before.get(step));
  const steps = after.history.step as number[];
  expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
}

for (const [event, words] of [
  ['destroy', /graphics card was lost.*goes on on the processor from step \d+/],
  ['run out of memory', /too little memory.*goes on on the processor from step \d+/],
] as const) {
  test(`in the middle of a run: ${event}`, async ({ page, site }) => {
    await spoil_gpu(page);
    await open(page, site, '#classification');
    const history = await begin(page);
    expect(await use_gpu(page)).toMatch(/trains on/);
    const switched_at = await step_of(page);
    await expect.poll(() => step_of(page), { timeout: 20_000 }).toBeGreaterThan(switched_at + 20);
    await befall_gpu(page, event);
    await notice(page, words);
    await expect_nothing_lost(page, history);
  });
}

test('a lost card is there again when it is asked for anew', async ({ page, site }) => {
  await spoil_gpu(page);
  await open(page, site, '#classification');
  const history = await begin(page);
  await use_gpu(page);
  await befall_gpu(page, 'destroy');
  await notice(page, /graphics card was lost/);
  await expect_nothing_lost(page, history);
  expect(await use_gpu(page)).toMatch(/trains on/);
  const now = await step_of(page);
  await expect.poll(() => step_of(page), { timeout: 20_000 }).toBeGreaterThan(now + 5);
  expect(await kind(page)).toBe('webgpu');
});

const failing: { name: string; flaws: Flaws; words: RegExp }[] = [
  { name: 'memory runs out', flaws: { buffers: 12 }, words: /too little memory.*from step \d+/ },
  { name: 'a tensor is larger than a buffer may be', flaws: { largest_buffer: 256 }, words: /too little memory.*from step \d+/ },
  { name: 'no program compiles', flaws: { shaders: 0 }, words: /refused a program.*from step \d+/ },
  { name: 'some programs do not compile', flaws: { shaders: 2 }, words: /refused a program.*from step \d+/ },
];

for (const { name, flaws, words } of failing) {
  test(`on the way to the card: ${name}`, async ({ page, site }) => {
    await spoil_gpu(page, flaws);
    await open(page, site, '#classification');
    const history = await begin(page);
    await use_gpu(page);
    await notice(page, words);
    await expect_nothing_lost(page, history);
  });
}

const missing: { name: string; flaws: Flaws; words: RegExp }[] = [
  { name: 'the browser has no WebGPU', flaws: { absent: true }, words: /This browser has no WebGPU/ },
  { name: 'there is no adapter', flaws: { no_adapter: true }, words: /finds no graphics card/ },
];

for (const { name, flaws, words } of missing) {
  test(`where ${name}, the choice says so`, async ({ page, site }) => {
    await spoil_gpu(page, flaws);
    await open(page, site, '#classification');
    const history = await begin(page);
    expect(await use_gpu(page)).toMatch(words);
    await expect_nothing_lost(page, history);
    await page.getByRole('button', { name: /Trains on/ }).click();
    await expect(page.locator('#device-card').getByRole('status')).toHaveText(words);
    await expect(page.getByRole('radio', { name: 'GPU' })).toBeDisabled();
    await expect(page.getByRole('radio', { name: 'CPU' })).toBeChecked();
  });
}

test('where the adapter gives no device, the choice can be made again', async ({ page, site }) => {
  await spoil_gpu(page, { no_device: true });
  await open(page, site, '#classification');
  const history = await begin(page);
  for (let attempts = 0; attempts < 2; ++attempts) {
    await page.getByRole('button', { name: /Trains on/ }).click();
    await page.getByRole('radio', { name: /GPU/ }).click();
    await notice(page, /cannot be used just now/);
    await expect(page.getByRole('radio', { name: /CPU/ })).toBeChecked();
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
  await expect_nothing_lost(page, history);
});

test.describe('where the trainer dies with the card', () => {
  test.use({ allowed_errors: [death_of_trainer], serviceWorkers: 'allow' });
  test('the next one goes on on the processor', async ({ page, site }) => {
    await keep_workers(page);
    await open(page, site, '#classification');
    await begin(page);
    expect(await use_gpu(page)).toMatch(/trains on/);
    await kill_trainer(page);
    await notice(page, /started anew, on the processor; it goes on from step \d+/);
    expect(await kind(page)).toBe('cpu');
    const now = await step_of(page);
    await expect.poll(() => step_of(page)).toBeGreaterThan(now + 20);
  });
});

test('the least that an adapter may be is enough', async ({ page, site }) => {
  await spoil_gpu(page, { lowest: true });
  await open(page, site, '#classification');
  const history = await begin(page);
  expect(await use_gpu(page)).toMatch(/trains on/);
  const switched_at = await step_of(page);
  await page.getByRole('button', { name: /Trains on/ }).click();
  const card = page.locator('#device-card');
  await expect.poll(() => step_of(page), { timeout: 20_000 }).toBeGreaterThan(switched_at + 20);
  await expect(card).toContainText('does not tell how long');
  await expect(card.getByRole('checkbox')).toBeHidden(); // without f16 there is no half precision
  expect(await kind(page)).toBe('webgpu');
  await page.getByRole('radio', { name: /CPU/ }).check();
  await page.keyboard.press('Escape');
  await expect_nothing_lost(page, history);
});
