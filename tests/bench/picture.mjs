// The table as a picture, drawn by a page: a chart for each of the tasks that say most.
import { by_contender, shown } from './report.mjs';

const charts = [
  ['small-cnn', 'Small CNN, training', 'conv 5x5x8, pool, conv 5x5x16, pool, dense 10; batch 64'],
  ['large-cnn', 'Larger CNN, training', 'conv 3x3x32, conv 3x3x64, pool, dense 128 and 10; batch 128'],
  ['mlp', 'Multilayer perceptron, training', '784-512-256-10; batch 128'],
  ['lstm', 'LSTM, training', '128 units, 64 characters of 64 kinds; batch 32'],
  ['gpt', 'Small GPT, training', 'width 128, 4 heads, 4 layers, 64 tokens; batch 16'],
  ['conv2d', 'Convolution, forward', '64 x 28 x 28 x 32 by 3 x 3 x 64'],
  ['matmul-256', 'Small matrix product', '256 x 256 x 256'],
  ['matmul-1024', 'Large matrix product', '1024 x 1024 x 1024'],
];

const short_name = ({ library, build, threads }) =>
  `${library.replace(/^g/, 'G').replace(' (native)', ', native')}${library.includes('native') ? '' : ` ${build}`} ×${threads}`;

/** What the page draws: for each chart its bars, longest first. */
export function chart_data(rows) {
  return charts
    .map(([task, title, about]) => {
      const bars = by_contender(rows.filter((row) => row.task === task)).map((line) => ({
        name: short_name(line),
        ours: line.library === 'gradlab',
        native: line.library.includes('native'),
        value: line.median,
        shown: shown(line.median),
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
