// What every test has: the served page, and guards that fail it for an error in the console or a request elsewhere.
import { resolve } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import type { Gradlab } from '../../web/shell/page/scripting.ts';
import { serve, type Site } from './server.ts';

declare global {
  interface Window {
    gradlab: Gradlab;
    /** What `keep_workers` keeps: those that were started, the last one last. */
    workers: Worker[];
  }
}

export const dist = resolve(import.meta.dirname, '../..', process.env.GRADLAB_DIST ?? 'dist');

interface Guards {
  /** Console errors that the test expects. */
  allowed_errors: RegExp[];
}

interface Sites {
  site: Site;
  isolated_site: Site;
}

export const test = base.extend<Guards, Sites>({
  site: [
    async ({}, use) => {
      const site = await serve(dist);
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  isolated_site: [
    async ({}, use) => {
      const site = await serve(dist, { kind: 'isolated' });
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  allowed_errors: [[], { option: true }],

  page: async ({ page, allowed_errors }, use) => {
    const wrong: string[] = [];
    // Chromium complains of its own drawing in software.
    const allowed = (text: string): boolean =>
      [/GL Driver Message/, ...allowed_errors].some((pattern) => pattern.test(text));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !allowed(message.text())) wrong.push(message.text());
    });
    page.on('pageerror', (error) => {
      if (!allowed(String(error))) wrong.push(String(error));
    });
    page.context().on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') wrong.push(`request to ${request.url()}`);
    });
    await use(page);
    expect(wrong, 'errors in the console, and requests to other hosts').toEqual([]);
  },
});

/** Opens the page at `fragment`, with its demo at step 0 and paused; anew also where it is open already. */
export async function open(page: Page, site: Site, fragment = ''): Promise<void> {
  await page.goto('about:blank'); // where only the fragment differs, or nothing, a browser would not load the page again
  await page.goto(site.address + fragment);
  await page.waitForFunction(() => 'gradlab' in window); // which waits for the texts of its language
  await page.evaluate(() => window.gradlab.ready.then(() => window.gradlab.pause()));
}

/** The sentences on screen now. */
export const notices = (page: Page): Promise<string[]> => page.locator('.notice p').allTextContents();

/** Resolves when a notice with these words is on screen. */
export const notice = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.locator('.notice', { hasText: words })).toBeVisible();

export const step_of = (page: Page): Promise<number> => page.evaluate(() => window.gradlab.metrics().step ?? 0);

/** For tests that look at no picture: where Chromium draws in software, a small page leaves the cores to training. */
export const small_page = { width: 480, height: 320 };

/** Resolves when the page has drawn so many more frames, however long they take. */
export const frames = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (left) => {
    for (; left > 0; --left) await new Promise(requestAnimationFrame);
  }, count);

/** From the next page on, `window.workers` has all workers. */
export async function keep_workers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.workers = [];
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        window.workers.push(this);
      }
    };
  });
}

/** What the console says when the trainer died; for `allowed_errors`. */
export const death_of_trainer = /the trainer died/;

/** Ends the trainer as a crash would. The page must have kept its workers. */
export const kill_trainer = (page: Page): Promise<void> => page.evaluate(() => window.workers.at(-1)?.terminate());

export { expect };
