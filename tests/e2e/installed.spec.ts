// As an installed app: what its manifest says, and files that the system opens with it.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dist, expect, notice, open, test } from './fixtures.ts';

interface Manifest {
  description: string;
  icons: { src: string; purpose: string }[];
  file_handlers: { accept: Record<string, string[]> }[];
}
const manifest = JSON.parse(readFileSync(resolve(dist, 'manifest.webmanifest'), 'utf8')) as Manifest;

test('the browser finds nothing amiss in the manifest', async ({ page, site }) => {
  await open(page, site);
  const client = await page.context().newCDPSession(page);
  const { errors, url } = await client.send('Page.getAppManifest');
  expect(url).toBe(`${site.address}manifest.webmanifest`);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  expect(await page.locator('meta[name=description]').getAttribute('content')).toBe(manifest.description);
  for (const { src } of manifest.icons) expect((await page.request.get(site.address + src)).headers()['content-type']).toBe('image/svg+xml');
  expect(manifest.icons.map(({ purpose }) => purpose)).toEqual(['any', 'maskable']);
  const endings = manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat());
  expect(endings.toSorted()).toEqual(['.csv', '.gradlab', '.idx', '.safetensors']);
});

test('a file that the system opens goes the way of one that is dropped', async ({ page, site }) => {
  await page.addInitScript(() => {
    const queue = { setConsumer: (consumer: (launch: object) => void) => Object.assign(window, { launch: consumer }) };
    Object.defineProperty(window, 'launchQueue', { value: queue });
  });
  await open(page, site, '#regression');
  const launch = (name: string, content: string): Promise<void> =>
    page.evaluate(
      ([name, content]) => {
        const files = [{ getFile: async () => new File([content], name) }];
        (window as unknown as { launch(params: object): void }).launch({ files });
      },
      [name, content] as const,
    );
  await page.evaluate(() => (window as unknown as { launch(params: object): void }).launch({ files: [] }));
  await launch('cars.csv', `weight,speed\n${Array.from({ length: 30 }, (_, i) => `${i},${2 * i}`).join('\n')}\n`);
  await expect(page.getByRole('dialog')).toContainText('30 rows');
  await page.keyboard.press('Escape');
  await launch('empty.csv', '');
  await notice(page, /empty/i);
});
