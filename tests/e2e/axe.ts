// axe, which finds what of a page cannot be reached, read out or seen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has against the page, in short; `strict`: letters are to have a contrast of 7:1. */
export async function faults(page: Page, { strict = false } = {}): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (enabled) => {
    interface Found {
      id: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Found[] }> } };
    const { violations } = await axe.run({ rules: { 'color-contrast-enhanced': { enabled } } });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`));
  }, strict);
}
