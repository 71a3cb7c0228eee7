// The visitor's own text: dropped, picked or pasted, trained on, or refused with a sentence.
import type { Page } from '@playwright/test';
import { death_of_trainer, expect, keep_workers, kill_trainer, notice, notices, open, step_of, test } from './fixtures.ts';

const tale = 'The ñandú ran over the hill, and the fox ran after it. It never looked back.\n'.repeat(40);

interface Dropped {
  name: string;
  text?: string;
  bytes?: number[];
  times?: number;
  gzip?: boolean;
}

async function drop(page: Page, { name, text = '', bytes, times = 1, gzip = false }: Dropped): Promise<void> {
  const transfer = await page.evaluateHandle(
    async (file) => {
      const content = file.bytes ? new Uint8Array(file.bytes) : new TextEncoder().encode(file.text);
      const blob = new Blob(Array.from({ length: file.times }, () => content));
      const packed = file.gzip ? blob.stream().pipeThrough(new CompressionStream('gzip')) : blob.stream();
      const data = new DataTransfer();
      data.items.add(new File([await new Response(packed).arrayBuffer()], file.name));
      return data;
    },
    { name, text, bytes, times, gzip },
  );
  await page.dispatchEvent('#stage', 'drop', { dataTransfer: transfer });
}

async function paste(page: Page, text: string, target = 'body'): Promise<void> {
  await page.locator(target).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const trains_on_it = async (page: Page): Promise<void> => {
  await expect.poll(() => step_of(page), { timeout: 30_000 }).toBeGreaterThan(2);
  expect(await page.evaluate(() => window.gradlab.params().data)).toBe('file');
};

const demo_of_texts = (page: Page): Promise<boolean> =>
  page.evaluate(() => ['rnn', 'transformer'].includes(location.hash.slice(1).split('?')[0] ?? ''));

test('a text dropped anywhere opens a demo that learns from texts, and is counted', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, { name: 'tale.txt', text: tale });
  await notice(page, '3,080 characters, 24 different ones. It stays on this machine.');
  expect(await demo_of_texts(page)).toBe(true);
  await trains_on_it(page);
});

for (const [name, file] of [
  ['Markdown', { name: 'notes.md', text: `# Tale\n\n${tale}` }],
  ['gzip', { name: 'tale.txt.gz', text: tale, gzip: true }],
  ['Windows-1252', { name: 'old.txt', bytes: [...tale].map((letter) => letter.charCodeAt(0)) }],
  ['two characters', { name: 'short.txt', text: 'ab' }],
] as const) {
  test(`a text in ${name} is trained on`, async ({ page, site }) => {
    await open(page, site, '#transformer');
    await drop(page, { ...file, bytes: 'bytes' in file ? [...file.bytes] : undefined });
    await notice(page, 'Training on your text');
    await trains_on_it(page);
  });
}

test('a text pasted on the page is trained on', async ({ page, site }) => {
  await open(page, site, '#transformer');
  await paste(page, tale, '#workspace');
  await notice(page, 'Training on your text: 3,080 characters');
  await trains_on_it(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toContainText('pasted text is not part of the link');
});

test('a few words, and what is pasted into a field, are left alone', async ({ page, site }) => {
  await open(page, site, '#regression');
  await paste(page, 'a few words');
  await page.getByRole('button', { name: 'Share' }).click();
  await paste(page, tale, 'dialog textarea');
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.gradlab.run(3));
  expect(await notices(page)).toEqual([]);
  expect(await step_of(page)).toBe(3);
});

test('a table with another name still goes to a demo of tables', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, { name: 'houses.txt', text: 'area,price\n50,100\n60,120\n70,150\n' });
  await expect(page.getByRole('dialog', { name: 'houses.txt' })).toBeVisible();
});

test.describe('a trainer that died', () => {
  test.use({ allowed_errors: [death_of_trainer] });

  test('reads the text again', async ({ page, site }) => {
    await keep_workers(page);
    await open(page, site, '#transformer');
    await paste(page, tale);
    await trains_on_it(page);
    await page.evaluate(() => window.gradlab.pause());
    const step = await step_of(page);
    await kill_trainer(page);
    await notice(page, /started anew/);
    expect((await page.evaluate(() => window.gradlab.run(2))).step).toBeGreaterThan(step);
    expect(await page.evaluate(() => window.gradlab.params().data)).toBe('file');
  });
});

test.describe('a text that cannot be trained on', () => {
  for (const [name, file, words] of [
    ['an empty one', { text: '' }, /is empty/],
    ['a byte order mark alone', { bytes: [0xef, 0xbb, 0xbf] }, /nothing in this text/],
    ['a single character', { text: 'ñ' }, /a single character/],
    ['nothing that can be seen', { text: ' \n\t\u200b\n' }, /only spaces/],
    ['a picture', { bytes: [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] }, /This is no text/],
    ['one of 80 MB', { text: 'x'.repeat(1_000_000), times: 80 }, /too large/],
  ] as [string, Partial<Dropped>, RegExp][]) {
    test(`${name} is refused with a sentence, and nothing is lost`, async ({ page, site }) => {
      await open(page, site, '#regression');
      await page.evaluate(() => window.gradlab.run(5));
      await drop(page, { name: 'some.txt', ...file });
      await notice(page, words);
      expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(10);
    });
  }
});

test('a text of 50 MB is trained on', async ({ page, site }) => {
  await open(page, site, '#transformer');
  const line = 'All work and no play makes for a dull day, and so on.\n';
  await drop(page, { name: 'book.txt', text: line.repeat(10_000), times: 93 });
  await expect(page.locator('.notice', { hasText: 'Training on your text' })).toBeVisible({ timeout: 30_000 });
  await trains_on_it(page);
});
