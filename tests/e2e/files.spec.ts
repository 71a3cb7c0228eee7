// The visitor's own files: dropped or picked, trained on, or refused with a sentence.
import type { Page } from '@playwright/test';
import { death_of_trainer, expect, keep_workers, kill_trainer, notice, open, step_of, test } from './fixtures.ts';

async function drop(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text as string], file as string, { type: 'text/csv' }));
      return data;
    },
    [name, content],
  );
  await page.dispatchEvent('#stage', 'dragenter', { dataTransfer: transfer });
  await expect(page.locator('#drop')).toBeVisible();
  await page.dispatchEvent('#stage', 'drop', { dataTransfer: transfer });
  await expect(page.locator('#drop')).toBeHidden();
}

const table = (rows: number, row: (index: number) => (string | number)[], separator: string): string =>
  Array.from({ length: rows }, (_, index) => row(index).join(separator)).join('\n');

const houses = `area,rooms,price\n${table(40, (i) => [50 + 3 * i, 1 + (i % 4), 100 + 7 * i], ',')}\n`;
const kinds = ['rose', 'iris', 'lily'];
const flower = (i: number): (string | number)[] => [(i % 3) + 0.01 * i, 2 - (i % 3) + 0.02 * i, kinds[i % 3] as string];
const flowers = `length;width;kind\n${table(60, flower, ';')}\n`;

test('a table of numbers is trained on one click after the drop', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, 'houses.csv', houses);
  const dialog = page.getByRole('dialog', { name: 'houses.csv' });
  await expect(dialog).toContainText('40 rows');
  await dialog.getByRole('button', { name: 'Train' }).click();
  await expect.poll(() => step_of(page)).toBeGreaterThan(20);
  expect(await page.evaluate(() => window.gradlab.params().data)).toBe('file');
});

for (const [demo, name, content, held] of [
  ['regression', 'houses.csv', houses, 'rooms'],
  ['classification', 'flowers.csv', flowers, 'width'],
] as const)
  test(`a new row of ${name} is asked about in its own units, and its file named`, async ({ page, site }) => {
    await open(page, site, `#${demo}`);
    await drop(page, name, content);
    await page.getByRole('dialog', { name }).getByRole('button', { name: 'Train' }).click();
    await expect.poll(() => step_of(page)).toBeGreaterThan(60);
    await page.evaluate(() => window.gradlab.pause());
    await page.evaluate(() => window.gradlab.mirror());
    const text = page.getByRole('region', { name: 'Text view', exact: true });
    await expect(text.getByRole('heading', { level: 3, name: new RegExp(`^${name} · `) }).first()).toBeVisible();
    const column = text.getByRole('spinbutton', { name: held });
    await expect(column).toHaveValue(held === 'rooms' ? '2.5' : /^\d/); // the mean of what it trains on
    const told = (): Promise<string> =>
      page.evaluate(async (view) => JSON.stringify(await window.gradlab.view(view)), demo === 'regression' ? 'numbers' : 'prediction');
    const before = await told();
    await column.fill(held === 'rooms' ? '4' : '0');
    await column.press('Tab');
    await expect.poll(told).not.toBe(before);
    expect(await page.evaluate(() => (window.gradlab.params().predict_at as number[]).length)).toBe(2);
    expect(await page.evaluate(() => window.gradlab.metrics().step ?? 0)).toBeGreaterThan(60); // it asks, and trains no other
  });

test('years stand together, without a mark for thousands', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, 'glacier.csv', `year,length\n${table(30, (i) => [1990 + i, 40 - 0.3 * i], ',')}\n`);
  const dialog = page.getByRole('dialog', { name: 'glacier.csv' });
  await dialog.getByRole('radiogroup', { name: 'year' }).getByRole('radio', { name: 'Input' }).check();
  await dialog.getByRole('radiogroup', { name: 'length' }).getByRole('radio', { name: 'Target' }).check();
  await dialog.getByRole('button', { name: 'Train' }).click();
  await expect.poll(() => step_of(page)).toBeGreaterThan(0);
  await page.evaluate(() => window.gradlab.pause());
  await page.evaluate(() => window.gradlab.mirror());
  const text = page.getByRole('region', { name: 'Text view', exact: true });
  const year = text.getByRole('group', { name: 'Predict at' }).getByRole('spinbutton', { name: 'year' });
  await expect(year).toHaveAttribute('title', /^From 19\d\d\b.* to 20\d\d\b/);
  await year.fill('2030');
  await year.press('Tab');
  await expect(year).toHaveValue('2030');
  await expect(text).toContainText(/year from 19\d\d to 20\d\d/);
  await expect(text).toContainText('(2030; ');
});

test('columns can be chosen otherwise', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, 'houses.csv', houses);
  const dialog = page.getByRole('dialog', { name: 'houses.csv' });
  await dialog.getByRole('radiogroup', { name: 'area' }).getByRole('radio', { name: 'Leave out' }).check();
  await dialog.getByRole('radiogroup', { name: 'rooms' }).getByRole('radio', { name: 'Leave out' }).check();
  await expect(dialog.getByRole('button', { name: 'Train' })).toBeDisabled();
  await dialog.getByRole('radiogroup', { name: 'rooms' }).getByRole('radio', { name: 'Input' }).check();
  await dialog.getByRole('button', { name: 'Train' }).click();
  await expect.poll(() => step_of(page)).toBeGreaterThan(5);
});

test('rows with gaps are counted at every choice, and can be filled', async ({ page, site }) => {
  await open(page, site, '#regression');
  const gappy = (i: number): (string | number)[] => [i, i % 5 ? i * i : '', i % 10 ? 3 * i : 'NA', 7 * i];
  await drop(page, 'gaps.csv', `a,b,c,yield\n${table(50, gappy, ',')}\n`);
  const dialog = page.getByRole('dialog', { name: 'gaps.csv' });
  await expect(dialog).toContainText('40 of 50 rows can be used');
  await dialog.getByRole('button', { name: 'Leave out b: then 45 rows can be used' }).click();
  await expect(dialog).toContainText('45 of 50 rows can be used');
  await dialog.getByRole('radiogroup', { name: 'b', exact: true }).getByRole('radio', { name: 'Input' }).check();
  await dialog.getByRole('radio', { name: 'Fill with the mean' }).check();
  await expect(dialog).toContainText('All 50 rows can be used');
  await dialog.getByRole('button', { name: 'Train' }).click();
  await notice(page, /filled with the mean/);
});

test('the visitor can say where the table begins, and whether with names', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, 'odd.csv', `x,y\nof,today\n${table(30, (i) => [i, 2 * i], ',')}\n`);
  const dialog = page.getByRole('dialog', { name: 'odd.csv' });
  await expect(dialog).toContainText('30 rows');
  await dialog.getByText('Is the table read wrongly?').click();
  await dialog.getByLabel('The table begins at line').fill('3');
  await dialog.getByLabel('Its first row holds the names').uncheck();
  await expect(dialog).toContainText('column 1');
  await dialog.getByRole('button', { name: 'Train' }).click();
  await expect.poll(() => step_of(page)).toBeGreaterThan(5);
});

test('a table that is pasted is a table', async ({ page, site }) => {
  await open(page, site, '#transformer');
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, houses.replaceAll(',', '\t'));
  await expect(page.getByRole('dialog')).toContainText('40 rows');
});

test('a demo that cannot learn the target says so before anything is left', async ({ page, site }) => {
  await open(page, site, '#regression');
  await page.evaluate(() => window.gradlab.run(50));
  await drop(page, 'flowers.csv', flowers);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Regression' }).check();
  await expect(dialog).toContainText('regression predicts a number');
  await expect(dialog.getByRole('button', { name: 'Train' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await step_of(page)).toBe(50);
});

test('a target of text opens classification', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, 'flowers.csv', flowers);
  await page.getByRole('dialog').getByRole('button', { name: 'Train' }).click();
  await expect(page.locator('#demo-title')).toHaveText('Classification');
  await expect(page.locator('#preset-title')).toHaveText('flowers.csv');
  await expect
    .poll(() => page.evaluate(() => window.gradlab.metrics().accuracy ?? 0), { timeout: 20_000 })
    .toBeGreaterThan(0.9);
});

test('the share dialog says that the file is not in the link', async ({ page, site }) => {
  await open(page, site, '#regression');
  await drop(page, 'houses.csv', houses);
  await page.getByRole('dialog').getByRole('button', { name: 'Train' }).click();
  await expect.poll(() => step_of(page)).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toContainText('houses.csv is not part of the link');
});

test.describe('a trainer that died', () => {
  test.use({ allowed_errors: [death_of_trainer] });

  test('reads the file again', async ({ page, site }) => {
    await keep_workers(page);
    await open(page, site, '#regression');
    await drop(page, 'houses.csv', houses);
    await page.getByRole('dialog').getByRole('button', { name: 'Train' }).click();
    await expect.poll(() => step_of(page)).toBeGreaterThan(20);
    await page.evaluate(() => window.gradlab.pause());
    await kill_trainer(page);
    await notice(page, /started anew/);
    expect((await page.evaluate(() => window.gradlab.run(5))).step).toBeGreaterThan(25);
    expect(await page.evaluate(() => window.gradlab.params().data)).toBe('file');
  });
});

test('a file can be picked with the button', async ({ page, site }) => {
  await open(page, site, '#regression');
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open your own files' }).click();
  await (await picking).setFiles({ name: 'houses.csv', mimeType: 'text/csv', buffer: Buffer.from(houses) });
  await expect(page.getByRole('dialog', { name: 'houses.csv' })).toBeVisible();
});

test.describe('a file that cannot be trained on', () => {
  for (const [name, content, words] of [
    ['empty.csv', '', /empty/],
    ['header.csv', 'a,b,c\n', /row/],
    ['binary.csv', '\u0000\u0001PNG\u0000\u0003', /./],
  ] as const) {
    test(`${name} is refused with a sentence`, async ({ page, site }) => {
      await open(page, site, '#regression');
      await page.evaluate(() => window.gradlab.run(10));
      await drop(page, name, content);
      await notice(page, words);
      expect(await step_of(page)).toBe(10);
      expect((await page.evaluate(() => window.gradlab.run(5))).step).toBe(15);
    });
  }

  test('rows with text and gaps are counted, and the rest is used', async ({ page, site }) => {
    await open(page, site, '#regression');
    await drop(page, 'gaps.csv', 'x,y\n1,2\n,4\n3,\n4,8\n5,10\n6,12\n');
    const dialog = page.getByRole('dialog', { name: 'gaps.csv' });
    await expect(dialog).toContainText('1 empty');
    await dialog.getByRole('button', { name: 'Train' }).click();
    await expect.poll(() => step_of(page)).toBeGreaterThan(5);
  });

  test('columns of nothing but text end in a sentence', async ({ page, site }) => {
    await open(page, site, '#regression');
    await drop(page, 'words.csv', 'a,b\nred,green\nblue,red\n');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Train' })).toBeDisabled();
  });

  test('ten million characters are read or refused, and the page stays alive', async ({ page, site }) => {
    await open(page, site, '#regression');
    const row = '1.2345,6.7890\n';
    const transfer = await page.evaluateHandle((line) => {
      const data = new DataTransfer();
      data.items.add(new File([`x,y\n${line.repeat(10_000_000 / line.length)}`], 'huge.csv'));
      return data;
    }, row);
    await page.dispatchEvent('#stage', 'drop', { dataTransfer: transfer });
    const dialog = page.getByRole('dialog', { name: 'huge.csv' });
    await expect(dialog.or(page.locator('.notice')).first()).toBeVisible({ timeout: 20_000 });
    if (await dialog.isVisible()) {
      await dialog.getByRole('button', { name: 'Train' }).click();
      await expect.poll(() => step_of(page), { timeout: 30_000 }).toBeGreaterThan(1);
    }
    expect(await page.evaluate(() => window.gradlab.device().kind)).toBe('cpu');
  });
});
