// Graphics cards that fail in one way or another, and whether the page's step count ever goes back.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';

/** What is wrong with the worker's WebGPU. */
export interface Flaws {
  /** navigator.gpu is missing; requestAdapter finds nothing; requestDevice refuses. */
  absent?: boolean;
  no_adapter?: boolean;
  no_device?: boolean;
  /** No features, and the least limits that the specification allows. */
  lowest?: boolean;
  /** Bytes that one buffer holds at most. */
  largest_buffer?: number;
  /** How many buffers there is memory for; how many programs compile. */
  buffers?: number;
  shaders?: number;
}

const channel = 'what befalls the graphics card';
const spoil = readFileSync(resolve(import.meta.dirname, 'flawed_gpu.js'), 'utf8').replace(/^\/\/.*$/gm, '');

/** From the next page on, the trainer's worker has a WebGPU with these flaws. */
export async function spoil_gpu(page: Page, flaws: Flaws = {}): Promise<void> {
  await page.route(/\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const spoilt = `(${spoil})(${JSON.stringify(flaws)}, ${JSON.stringify(channel)});`;
    await route.fulfill({ response, body: `${spoilt}\n${await response.text()}` });
  });
}

/** Befalls the device that the trainer's worker got last; its WebGPU must have been spoilt, with no flaw at least. */
export const befall_gpu = (page: Page, event: 'destroy' | 'run out of memory'): Promise<void> =>
  page.evaluate(([name, what]) => new BroadcastChannel(name).postMessage(what), [channel, event] as const);

/** What the console may say where a graphics card fails, and service workers are blocked; for `allowed_errors`. */
export const complaints_of_gpu = /GPU|WGSL|graphics card|Service Worker registration blocked/;

declare global {
  interface Window {
    /** What `watch_steps` keeps. */
    shown_steps: number[];
  }
}

/** From now on, keeps the step counts that the page shows. */
export const watch_steps = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const count = document.getElementById('step-count') as HTMLElement;
    const note = (): void => void window.shown_steps.push(Number(count.textContent?.replace(/\D/g, '')));
    window.shown_steps = [];
    note();
    new MutationObserver(note).observe(count, { childList: true, characterData: true, subtree: true });
  });

/** Where the count went back since `watch_steps`: from what to what. */
export const steps_back = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = window.shown_steps;
    return shown.flatMap((step, i) => (step < (shown[i - 1] ?? 0) ? [`from ${shown[i - 1]} to ${step}`] : []));
  });
