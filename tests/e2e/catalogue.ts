// What the trainer tells the page of its demos: parameters and views, as data.
import type { Page } from '@playwright/test';
import type { Catalogue, Demo } from '../../web/shell/base/protocol.ts';

/** From the next page on it is kept. */
export async function keep_catalogue(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        this.addEventListener('message', ({ data }: MessageEvent<{ json?: string }>) => {
          if (data.json?.startsWith('{') && data.json.includes('"type":"catalogue"')) Object.assign(window, { told: data.json });
        });
      }
    };
  });
}

export const demos_told = async (page: Page): Promise<Demo[]> =>
  (JSON.parse(await page.evaluate(() => (window as unknown as { told: string }).told)) as Catalogue).demos;
