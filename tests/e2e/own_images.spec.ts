// The visitor's own images: IDX files, plain and gzipped, together and one by one, and all that can be wrong with them.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { death_of_trainer, expect, keep_workers, kill_trainer, notice, open, step_of, test } from './fixtures.ts';

const side = 28;

/** An IDX file of bytes: images [extents] or labels [n], its values by index. */
function idx(extents: number[], value: (index: number) => number): Buffer {
  const header = Buffer.alloc(4 + 4 * extents.length);
  header.writeUInt32BE(0x0800 + extents.length);
  extents.forEach((extent, axis) => header.writeUInt32BE(extent, 4 + 4 * axis));
  const values = Buffer.alloc(extents.reduce((product, extent) => product * extent, 1));
  for (let index = 0; index < values.length; ++index) values[index] = value(index);
  return Buffer.concat([header, values]);
}

/** A bright bar in a row of its own for each class: learned in a few steps. */
const images = (count: number, height = side, width = side): Buffer =>
  idx([count, height, width], (index) => {
    const row = Math.floor(index / width) % height;
    const label = Math.floor(index / (width * height)) % 10;
    return Math.floor((row * 10) / height) === label ? 200 + (index % 50) : (index * 7) % 30;
  });
const labels = (count: number): Buffer => idx([count], (index) => index % 10);

/** Drops files on the page; their contents go as base64 text. */
async function drop(page: Page, files: Record<string, Buffer>): Promise<void> {
  const contents = Object.entries(files).map(([name, buffer]) => [name, buffer.toString('base64')] as const);
  const transfer = await page.evaluateHandle(async (list) => {
    const data = new DataTransfer();
    for (const [name, base64] of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, contents);
  await page.dispatchEvent('#stage', 'drop', { dataTransfer: transfer });
}

const uses_file = (page: Page): Promise<boolean> =>
  page.evaluate(() => Object.values(window.gradlab.params()).includes('file'));
const trains_on_file = async (page: Page): Promise<void> => {
  await expect.poll(() => uses_file(page), { timeout: 20_000 }).toBe(true);
  await expect.poll(() => step_of(page), { timeout: 20_000 }).toBeGreaterThan(2);
};

/** The most memory that the page's process ever held, in bytes: its workers are threads of it. */
async function peak_memory(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]);
  return 1024 * Math.max(...peaks.map(Number));
}

const pair = { 'train-images-idx3-ubyte': images(400), 'train-labels-idx1-ubyte': labels(400) };
const packed = (files: Record<string, Buffer>): Record<string, Buffer> =>
  Object.fromEntries(Object.entries(files).map(([name, buffer]) => [name, gzipSync(buffer)]));

test.describe('images with their labels', () => {
  test('open the demo of images, and are trained on', async ({ page, site }) => {
    await open(page, site, '#regression');
    await drop(page, pair);
    await trains_on_file(page);
    await expect(page.locator('#demo-title')).not.toHaveText('Regression');
  });

  test('may be gzipped, under any name, and come in two pairs', async ({ page, site }) => {
    await open(page, site, '#mnist-cnn');
    const tests = { 't10k-images': images(100), 't10k-labels': labels(100) };
    await drop(page, packed({ ...pair, ...tests }));
    await trains_on_file(page);
  });

  test('may be gzipped in several members, with zeros behind', async ({ page, site }) => {
    await open(page, site, '#mnist-cnn');
    const in_members = (buffer: Buffer): Buffer =>
      Buffer.concat([gzipSync(buffer.subarray(0, 60)), gzipSync(buffer.subarray(60)), Buffer.alloc(512)]);
    await drop(page, Object.fromEntries(Object.entries(pair).map(([name, buffer]) => [name, in_members(buffer)])));
    await trains_on_file(page);
  });

  test('may come one after the other', async ({ page, site }) => {
    await open(page, site, '#mnist-cnn');
    await drop(page, { images: pair['train-images-idx3-ubyte'] });
    await notice(page, /without labels: images/);
    expect(await uses_file(page)).toBe(false);
    await drop(page, { labels: gzipSync(pair['train-labels-idx1-ubyte']) });
    await trains_on_file(page);
    await expect(page.locator('.notice')).toHaveCount(0);
  });

  test('wait where the labels are refused, and are turned if they lie on their side', async ({ page, site }) => {
    await open(page, site, '#mnist-cnn');
    await drop(page, { images: pair['train-images-idx3-ubyte'] });
    await drop(page, { wrong: idx([400], () => 3) });
    await notice(page, /two classes/);
    await drop(page, { labels: labels(400) });
    await trains_on_file(page);
    const originals = () => page.evaluate(async () => JSON.stringify(await window.gradlab.view('samples')));
    const as_they_lie = await originals();
    await page.evaluate(() => window.gradlab.set({ turned: true }));
    expect(await originals()).not.toBe(as_they_lie);
  });

  test('pair with the labels that QMNIST has', async ({ page, site }) => {
    const rows = Buffer.alloc(12 + 4 * 8 * 400);
    Buffer.from([0, 0, 0x0c, 2, 0, 0, 1, 144, 0, 0, 0, 8]).copy(rows);
    for (let n = 0; n < 400; ++n) rows.writeInt32BE(n % 10, 12 + 32 * n);
    await open(page, site, '#mnist-cnn');
    await drop(page, { 'qmnist-train-labels-idx2-int': rows });
    await notice(page, /without images/);
    await drop(page, { 'qmnist-train-images': pair['train-images-idx3-ubyte'] });
    await trains_on_file(page);
  });

  test('can be picked with the button', async ({ page, site }) => {
    await open(page, site, '#mnist-cnn');
    const picking = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open your own files' }).click();
    const files = Object.entries(pair).map(([name, buffer]) => ({ name, mimeType: '', buffer }));
    await (await picking).setFiles(files);
    await trains_on_file(page);
  });

  test.describe('when the trainer died', () => {
    test.use({ allowed_errors: [death_of_trainer] });

    test('are read again', async ({ page, site }) => {
      await keep_workers(page);
      await open(page, site, '#mnist-cnn');
      await drop(page, pair);
      await trains_on_file(page);
      await page.evaluate(() => window.gradlab.pause());
      const before = await step_of(page);
      await kill_trainer(page);
      await notice(page, /started anew/);
      expect((await page.evaluate(() => window.gradlab.run(3))).step).toBe(before + 3);
      expect(await uses_file(page)).toBe(true);
    });
  });

  test('60,000 of them: how long it takes, and how much memory', async ({ page, site }) => {
    test.setTimeout(180_000);
    await open(page, site, '#mnist-cnn');
    const transfer = await page.evaluateHandle(async (count) => {
      const file = (extents: number[], value: (index: number) => number, name: string): File => {
        const header = new DataView(new ArrayBuffer(4 + 4 * extents.length));
        header.setUint32(0, 0x0800 + extents.length);
        extents.forEach((extent, axis) => header.setUint32(4 + 4 * axis, extent));
        const values = new Uint8Array(extents.reduce((product, extent) => product * extent, 1));
        for (let index = 0; index < values.length; ++index) values[index] = value(index);
        return new File([header, values], name);
      };
      const data = new DataTransfer();
      const ink = (index: number): number =>
        Math.floor((Math.floor(index / 28) % 28) / 2.8) === Math.floor(index / 784) % 10 ? 220 : (index * 7) % 40;
      data.items.add(file([count, 28, 28], ink, 'images'));
      data.items.add(file([count], (index) => index % 10, 'labels'));
      return data;
    }, 60_000);
    const began = Date.now();
    await page.dispatchEvent('#stage', 'drop', { dataTransfer: transfer });
    await expect.poll(() => uses_file(page), { timeout: 120_000, intervals: [50] }).toBe(true);
    const seconds = (Date.now() - began) / 1000;
    await expect.poll(() => step_of(page), { timeout: 60_000 }).toBeGreaterThan(0);
    const bytes = await peak_memory(page);
    console.log(`60,000 images: ${seconds.toFixed(1)} s until they are trained on, ${(bytes / 1e6).toFixed(0)} MB at the most`);
    expect(seconds).toBeLessThan(60);
    expect(bytes).toBeLessThan(1.5e9);
  });
});

test.describe('files that cannot be trained on leave data and model as they are', () => {
  const whole = pair['train-images-idx3-ubyte'];
  const fractions = Buffer.alloc(8 + 4 * 400);
  labels(400).copy(fractions, 0, 0, 8);
  fractions[2] = 0x0d;
  for (let n = 0; n < 400; ++n) fractions.writeFloatBE(n % 3 === 0 ? 1.5 : n % 3, 8 + 4 * n);
  const bomb = gzipSync(Buffer.alloc(300_000_000), { level: 9 });
  const announcing = (buffer: Buffer): Buffer => Buffer.concat([images(1).subarray(0, 16), buffer]);
  const cases: Record<string, [files: Record<string, Buffer>, words: RegExp]> = {
    'cut off': [{ images: whole.subarray(0, 5000), labels: labels(400) }, /cut short/],
    'cut off, gzipped': [{ images: gzipSync(whole).subarray(0, 1000), labels: labels(400) }, /cut off/],
    'of another number than the labels': [{ images: whole, labels: labels(300) }, /300/],
    'labels of one class': [{ images: whole, labels: idx([400], () => 3) }, /class/],
    'labels far too large': [{ images: whole, labels: idx([400], (index) => index % 256) }, /class/],
    'too wide': [{ images: images(3, 100, 100), labels: labels(3) }, /100/],
    'of a wider type than they have bytes for': [
      { images: Buffer.from([0, 0, 0x0d, 3, ...whole.subarray(4)]), labels: labels(400) },
      /is cut short/,
    ],
    'labels with a fraction': [{ images: whole, labels: fractions }, /no whole number/],
    'of neither shape': [{ images: idx([400, 784], () => 1), labels: labels(400) }, /neither labels nor images/],
    'a gzip bomb': [{ images: gzipSync(announcing(Buffer.alloc(50_000_000))), labels: labels(1) }, /goes on after/],
    'a gzip bomb of nothing': [{ 'train-images-idx3-ubyte.gz': bomb }, /IDX/],
    'said to be more than fits': [
      { images: Buffer.from([0, 0, 8, 3, 0x10, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28]), labels: labels(10) },
      /up to 1 GB/,
    ],
    'no IDX files': [{ 'train-images-idx3-ubyte': Buffer.from('hello') }, /IDX/],
    empty: [{ images: Buffer.alloc(0), labels: labels(4) }, /empty/],
  };

  for (const [name, [files, words]] of Object.entries(cases)) {
    test(name, async ({ page, site }) => {
      await open(page, site, '#mnist-cnn');
      await page.evaluate(() => window.gradlab.run(3));
      const before = await page.evaluate(() => window.gradlab.metrics().loss);
      await drop(page, files);
      await notice(page, words);
      expect(await uses_file(page)).toBe(false);
      expect(await step_of(page)).toBe(3);
      expect(await page.evaluate(() => window.gradlab.metrics().loss)).toBe(before);
      expect((await page.evaluate(() => window.gradlab.run(2))).step).toBe(5);
    });
  }

  test('nor is another demo left for them', async ({ page, site }) => {
    await open(page, site, '#regression');
    await page.evaluate(() => window.gradlab.run(10));
    await drop(page, { images: whole, labels: labels(300) });
    await notice(page, /300/);
    await expect(page.locator('#demo-title')).toHaveText('Regression');
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(15);
  });
});
