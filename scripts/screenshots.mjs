// npm run screenshots [FOLDER]: pictures of the built page in three sizes and two themes, and the README's pictures in
// docs/. Each demo runs for a fixed number of steps, so that the same build gives the same pictures.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { find_chromium } from './chromium.mjs';
import { serve } from './serve.mjs';
import { main, repository, stage } from './stages.mjs';

const sizes = { wide: [1440, 900], middle: [1024, 768], phone: [390, 844] };
const themes = ['light', 'dark'];
const shots = {
  digits: ['#mnist-cnn?preset=small-cnn', 300], // the README's
  attention: ['#transformer?preset=reverse', 900], // the README's
  words: ['#transformer?preset=words', 600],
  letters: ['#rnn?preset=stories', 400],
  memory: ['#rnn?preset=long-memory', 500],
  spirals: ['#classification?preset=two-spirals', 1500],
  sine: ['#regression?preset=sine-network', 600],
  line: ['#regression?preset=five-points', 60],
};

/** In the page: what a visitor might draw. */
const draw_three = () => {
  const stroke = [[0.3, 0.24], [0.45, 0.15], [0.64, 0.2], [0.68, 0.34], [0.48, 0.46], [0.7, 0.58], [0.7, 0.76], [0.5, 0.86], [0.28, 0.78]];
  return window.gradlab.input({ view: 'draw', kind: 'draw', strokes: [stroke] });
};

/** Opens the tab whose views look into the network, of those in a row at the workspace's top. */
const look_inside = async (page) => {
  const { x, y } = await page.locator('#workspace').boundingBox();
  await page.mouse.click(x + 217, y + 34);
  await page.mouse.move(0, 0);
};

await main(async () => {
  const folder = resolve(process.argv[2] ?? join(repository, 'build/screenshots'));
  mkdirSync(folder, { recursive: true });
  const site = await serve(process.env.GRADLAB_DIST ? resolve(process.env.GRADLAB_DIST) : undefined);
  const browser = await chromium.launch({ executablePath: await find_chromium(() => {}), args: ['--no-sandbox', '--disable-quic'] });
  for (const [name, [fragment, steps]] of Object.entries(shots)) {
    await stage(`pictures of ${name}`, async () => {
      for (const [size, [width, height]] of Object.entries(sizes)) {
        for (const colorScheme of themes) {
          const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: size === 'phone' ? 2 : 1, colorScheme, reducedMotion: 'reduce' });
          await page.goto(site.address + fragment);
          await page.evaluate((count) => window.gradlab.ready.then(() => window.gradlab.run(count)), steps);
          if (name === 'digits') await page.evaluate(draw_three);
          if (name === 'attention') await page.evaluate(() => window.gradlab.input({ view: 'writing', kind: 'write' }));
          if (name === 'attention' && size !== 'phone') await look_inside(page);
          await page.waitForTimeout(1000); // pictures and hover settle
          await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
          await page.close();
        }
      }
    });
  }
  await browser.close();
  mkdirSync(join(repository, 'docs'), { recursive: true });
  for (const name of ['digits', 'attention'])
    copyFileSync(join(folder, `${name}-wide-light.png`), join(repository, `docs/${name}.png`));
  site.close();
});
