// Under a sub-path of static servers of three kinds: it opens, compiles while it loads, and trains.
import { dist, expect, open, test } from './fixtures.ts';
import { type Kind, serve } from './server.ts';

for (const kind of ['plain', 'isolated', 'pages'] satisfies Kind[]) {
  test(`${kind}: trains, with digits too, and compiles while it loads`, async ({ page }) => {
    await page.addInitScript(() => {
      const { instantiateStreaming } = WebAssembly;
      const streamed: string[] = [];
      WebAssembly.instantiateStreaming = async (source, imports) => {
        const answer = await source;
        streamed.push(`${answer.url.replace(/^.*\/|-[^-]*$/g, '')} ${answer.headers.get('content-type')}`);
        return instantiateStreaming(answer, imports);
      };
      Object.assign(window, { streamed });
    });
    const site = await serve(dist, { kind });
    await open(page, site, '#regression');
    expect(await page.evaluate(() => (window as unknown as { streamed: string[] }).streamed)).toEqual(['ui application/wasm']);
    // A module that is not compiled while it loads says so in the console, in the trainer's worker too.
    expect(await page.evaluate(() => window.gradlab.device().build)).toBe(kind === 'isolated' ? 'relaxed-mt' : 'relaxed');
    expect((await page.evaluate(() => window.gradlab.run(10))).step).toBe(10);
    await page.evaluate(() => window.gradlab.open('mnist-cnn', { preset: 'softmax-regression' }));
    expect((await page.evaluate(() => window.gradlab.run(3))).step).toBe(3);
    await site.stop();
  });
}
