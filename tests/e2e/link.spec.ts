// The link reproduces a run; back and forward walk; a mangled one is survived with a sentence.
import { expect, notice, notices, open, step_of, test } from './fixtures.ts';

const hash_of = (address: string): string => new URL(address).hash;

test('the same link gives the same run', async ({ page, site }) => {
  const link = '#classification?preset=moons&noise=0.2&points=0.5,0.25,1;-0.5,0.1,0&seed=11';
  const runs = [];
  for (let visit = 1; visit <= 2; ++visit) {
    await open(page, site, link);
    const { seconds, samples_per_second, ...metrics } = await page.evaluate(() => window.gradlab.run(50));
    runs.push(metrics);
    expect(seconds).toBeGreaterThan(0);
    expect(samples_per_second).toBeGreaterThan(0);
  }
  expect(runs[1]).toEqual(runs[0]);
  expect(await page.evaluate(() => window.gradlab.link())).toBe(site.address + link);
});

for (const link of [
  '#!Classification?preset=Moons&amp;noise=0.2&amp;layers=5, 3&amp;seed=11).',
  '#/classification%3Fpreset%3Dmoons%26noise%3D0.2%26layers%3D5%2C3%26seed%3D11%E2%80%8B',
]) {
  test(`the link ${link} opens the run that it came from, and says so`, async ({ page, site }) => {
    await open(page, site, link);
    await notice(page, /altered on its way/);
    const whole = '#classification?preset=moons&noise=0.2&seed=11&layers=5,3';
    expect(await page.evaluate(() => window.gradlab.link())).toBe(site.address + whole);
    await expect.poll(() => hash_of(page.url())).toBe(whole);
  });
}

test('what was changed is in the link, and comes back by it', async ({ page, site }) => {
  await open(page, site, '#classification?preset=moons');
  await page.evaluate(async () => {
    await window.gradlab.set({ noise: 0.25, layers: [5, 3], optimizer: 'sgd', seed: 9 });
    await window.gradlab.input({ view: 'field', kind: 'points', points: [[0.5, -0.5, 1]] });
  });
  const values = await page.evaluate(() => window.gradlab.params());
  const link = await page.evaluate(() => window.gradlab.link());
  expect(hash_of(link)).toBe(
    '#classification?preset=moons&noise=0.25&points=0.5,-0.5,1&seed=9&layers=5,3&optimizer=sgd',
  );
  await expect.poll(() => page.url()).toBe(link);

  const metrics = await page.evaluate(async () => {
    await window.gradlab.reset();
    return window.gradlab.run(40);
  });
  await open(page, site, hash_of(link));
  expect(await page.evaluate(() => window.gradlab.params())).toEqual(values);
  expect((await page.evaluate(() => window.gradlab.run(40))).loss).toBe(metrics.loss);
});

for (const link of ['', '#classification?preset=xor']) {
  test(`a network learns by itself at ${link || 'the bare address'}, and a script takes over from step 0`, async ({
    page,
    site,
  }) => {
    await page.goto(site.address + link);
    await expect.poll(() => step_of(page)).toBeGreaterThan(3);
    expect(hash_of(page.url())).toBe(link);
    expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
    await page.waitForTimeout(700);
    expect(await step_of(page)).toBe(2);
  });
}

test('a visitor who asked for less motion presses play', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(site.address);
  await page.evaluate(() => window.gradlab.ready);
  await page.waitForTimeout(1000);
  expect(await step_of(page)).toBe(0);
});

test('the list of demos leads to each, and training begins', async ({ page, site }) => {
  await open(page, site, '#regression');
  await page.getByRole('link', { name: 'Two spirals' }).click();
  await expect(page.locator('#preset-title')).toHaveText('Two spirals');
  await expect(page).toHaveTitle(/Two spirals/);
  await expect.poll(() => page.locator('#step-count').textContent()).not.toBe('0');
  await expect(page.getByRole('link', { name: 'Two spirals' })).toHaveAttribute('aria-current', 'page');
});

test('back and forward walk through demos', async ({ page, site }) => {
  await open(page, site, '#regression');
  await page.evaluate(() => window.gradlab.open('classification', { preset: 'xor' }));
  await page.evaluate(() => window.gradlab.set({ seed: 8 }));
  await expect.poll(() => hash_of(page.url())).toBe('#classification?preset=xor&seed=8');
  await page.goBack();
  await expect(page.locator('#demo-title')).toHaveText('Regression');
  await page.goForward();
  await expect(page.locator('#preset-title')).toHaveText('XOR needs a hidden layer');
  await expect.poll(() => step_of(page)).toBeGreaterThan(3);
  expect(await page.evaluate(() => window.gradlab.params())).toMatchObject({ data: 'xor', seed: 8 });
  expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(2);
});

test('a link followed within the page gives the same run, and a script takes over', async ({ page, site }) => {
  const losses = [];
  for (const link of ['#classification?preset=moons&seed=5', '#regression', '#classification?preset=moons&seed=5']) {
    await page.goto(site.address + link);
    await page.evaluate(() => window.gradlab.ready);
    losses.push((await page.evaluate(() => window.gradlab.run(30))).loss);
    await page.waitForTimeout(800);
    expect(await step_of(page)).toBe(30);
  }
  expect(losses[2]).toBe(losses[0]);
});

for (const [link, words] of [
  ['#nothing', /no demo called nothing/],
  ['#classification?preset=nothing', /no preset called nothing/],
  ['#classification?nothing=1', /nothing/],
  ['#classification?noise=99', /noise.*99/],
  ['#classification?noise=%E0%A4%A', /cannot be read/],
  ['#classification?layers=1,2,x', /layers/],
  ['#classification?points=1,2;<script>', /points/],
  ['#classification?__proto__=1', /__proto__/],
  [`#classification?seed=${'1'.repeat(100_000)}`, /too long/],
] as const) {
  test(`the link ${link.slice(0, 40)} is survived with a sentence`, async ({ page, site }) => {
    await open(page, site, link);
    await notice(page, words);
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(5);
  });
}

test('a link to data that are not there opens all the same', async ({ page, site }) => {
  for (const link of [
    '#classification?data=own_points',
    '#regression?data=own_points&model=network',
    '#classification?data=file',
  ]) {
    await open(page, site, link);
    expect(await page.evaluate(() => window.gradlab.demos().length)).toBeGreaterThan(1);
    await expect(page.locator('#demo-title')).not.toHaveText('');
  }
  await notice(page, /file/);
});

test('a preset survives values of the link that it cannot be built with', async ({ page, site }) => {
  await open(page, site, '#transformer?preset=numbers&heads=7');
  await notice(page, /multiple of the heads/);
  expect(await page.evaluate(() => window.gradlab.link())).toBe(`${site.address}#transformer?preset=numbers`);
});

for (const link of [
  '#rnn?units=512&layers=3&steps=512&batch_size=512',
  '#transformer?width=256&layers=8&context=512&batch_size=512',
  `#mnist-cnn?batch_size=512&layers=conv-96-1${',batch_norm'.repeat(20)}`,
]) {
  test(`the link ${link.slice(0, 50)}, for which no page has memory, is survived with a sentence`, async ({ page, site }) => {
    await open(page, site, link);
    await notice(page, /would need (about [\d.]+ GB of memory|far more memory)/);
    expect((await page.evaluate(() => window.gradlab.run(1))).step).toBe(1);
  });
}

test('what is right in a link is kept beside what is wrong', async ({ page, site }) => {
  await open(page, site, '#classification?noise=99&seed=5');
  expect(await page.evaluate(() => window.gradlab.params())).toMatchObject({ seed: 5 });
  expect(await notices(page)).toHaveLength(1);
});
