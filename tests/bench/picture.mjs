// The table as a picture: bars for the tasks that train, and for the kernels, drawn by a page.
import { by_contender, shown } from './report.mjs';

const charts = [
  ['small-cnn', 'Small CNN, training', 'conv 5x5x8, pool, conv 5x5x16, pool, dense 10; batch 64'],
  ['large-cnn', 'Larger CNN, training', 'conv 3x3x32, conv 3x3x64, pool, dense 128, dense 10; batch 128'],
  ['mlp', 'Multilayer perceptron, training', '784-512-256-10; batch 128'],
  ['matmul-512', 'Matrix product', '512 x 512 x 512'],
  ['conv2d', 'Convolution, forward', '64 x 28 x 28 x 32 by 3 x 3 x 64'],
];

/** What the page draws: for each chart its bars, longest first. */
export function chart_data(rows) {
  return charts
    .map(([task, title, about]) => {
      const bars = by_contender(rows.filter((row) => row.task === task)).map(({ name, library, tasks }) => ({
        name,
        ours: library === 'gradlab',
        native: library.startsWith('PyTorch'),
        value: tasks[task].median,
        shown: shown(tasks[task].median),
      }));
      const unit = rows.find((row) => row.task === task)?.unit;
      return { title, about, unit, bars: bars.sort((a, b) => b.value - a.value) };
    })
    .filter(({ bars }) => bars.length > 0);
}

export async function draw_picture(browser, address, rows, path) {
  const page = await browser.newPage({ viewport: { width: 960, height: 600 }, deviceScaleFactor: 2 });
  await page.goto(`${address}picture.html`);
  await page.evaluate((data) => window.draw(data), chart_data(rows));
  await page.locator('main').screenshot({ path });
  await page.close();
}
