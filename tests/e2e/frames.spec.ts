// Gradlab in frames of other pages: what is shown, when it trains, who may call it, and the dialog that writes them.
import type { Frame, Page } from '@playwright/test';
import { dist, expect, notices, test } from './fixtures.ts';
import { serve, type Site } from './server.ts';

let elsewhere: Site; // a page around has another origin
test.beforeAll(async () => {
  elsewhere = await serve(dist);
});
test.afterAll(() => elsewhere.stop());

/** Opens a page of another origin with `html` in it. */
async function around(page: Page, html: string): Promise<void> {
  elsewhere.put('around.html', `<!doctype html><link rel="icon" href="data:,"><body style="margin: 0">${html}</body>`);
  await page.goto(`${elsewhere.address}around.html`);
}

/** The same; returns its first frame, with its demo at step 0. */
async function embed(page: Page, html: string): Promise<Frame> {
  await around(page, html);
  await expect.poll(() => page.frames().length).toBeGreaterThan(1);
  const frame = page.frames()[1] as Frame;
  await frame.waitForFunction(() => 'gradlab' in window);
  await frame.evaluate(() => window.gradlab.ready);
  return frame;
}
const iframe = (site: Site, query: string, more = 'width="680" height="420"'): string =>
  `<iframe src="${site.address}?embed=1${query}" ${more}></iframe>`;

const step = (frame: Frame): Promise<number> => frame.evaluate(() => window.gradlab.metrics().step ?? 0);

test('a frame of 320 x 240 shows its card, the run and the way to all of it, and nothing else', async ({ page, site }) => {
  const frame = await embed(page, iframe(site, '&card=field#classification?preset=xor&seed=4', 'width="320" height="240"'));
  for (const hidden of ['#menu', '.bar']) await expect(frame.locator(hidden)).toBeHidden();
  const { width, height } = (await frame.locator('#workspace').boundingBox()) ?? { width: 0, height: 0 };
  expect(width).toBeGreaterThan(300);
  expect(height).toBeGreaterThan(190);
  await page.waitForTimeout(800);
  expect(await step(frame)).toBe(0); // it waits for its reader
  await frame.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => step(frame)).toBeGreaterThan(5);
  await frame.getByRole('button', { name: 'Pause' }).click();
  await expect(frame.locator('.frame-step')).toHaveText(/Step \d+/);
  await frame.getByRole('button', { name: 'Back to step 0' }).click();
  await expect(frame.locator('.frame-step')).toHaveText('Step 0');
  await frame.evaluate(() => window.gradlab.set({ noise: 0.25 }));
  const link = frame.getByRole('link', { name: 'Open in Gradlab' });
  await link.hover();
  await expect(link).toHaveAttribute('href', `${site.address}#classification?preset=xor&noise=0.25&seed=4`);
});

test('shows the cards that are asked for, in their order, and fetches no others', async ({ page, site }) => {
  await page.addInitScript(() => {
    const looks: string[][] = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: { json?: string }, transfer: Transferable[]) {
      const told = JSON.parse(message.json ?? '{}') as { type?: string; views?: string[] };
      if (told.type === 'look') looks.push(told.views ?? []);
      Reflect.apply(postMessage, this, [message, transfer]);
    } as typeof postMessage;
    Object.assign(window, { looks });
  });
  const frame = await embed(page, iframe(site, '&card=loss,field&hide=controls#classification'));
  const last = (): Promise<string[]> =>
    frame.evaluate(() => ((window as unknown as { looks: string[][] }).looks.at(-1) ?? []).toSorted());
  await expect.poll(last).toEqual(['field', 'loss']);
});

test('says what its address names and is not there', async ({ page, site }) => {
  const frame = await embed(page, iframe(site, '&card=fild&lock=noise,nose#classification'));
  await expect(frame.locator('.notice p')).toHaveText(/fild, nose\.$/);
});

test('trains by itself when it is asked to, as long as it can be seen', async ({ page, site }) => {
  const frame = await embed(page, `<div style="height: 3000px"></div>${iframe(site, '&autoplay=1#classification?preset=circle')}`);
  await page.waitForTimeout(1000);
  expect(await step(frame)).toBe(0);
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect.poll(() => step(frame)).toBeGreaterThan(5);
  await page.evaluate(() => scrollTo(0, 0));
  await expect(frame.getByRole('button', { name: 'Play' })).toBeAttached();
  const paused_at = await step(frame);
  await page.waitForTimeout(600);
  expect(await step(frame)).toBe(paused_at);
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect.poll(() => step(frame)).toBeGreaterThan(paused_at);
});

test('takes its colours from its address', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const background = async (query: string): Promise<string> => {
    const frame = await embed(page, iframe(site, query));
    return frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  };
  const [dark, light] = [await background('&theme=dark'), await background('&theme=light')];
  expect(dark).not.toBe(light);
  expect(await background('')).toBe(light);
});

test('keeps what is locked: no point is added, no file is taken', async ({ page, site }) => {
  const frame = await embed(page, iframe(site, '&card=field&lock=points&hide=controls#classification'));
  const points = (): Promise<number> => frame.evaluate(() => (window.gradlab.params().points as unknown[]).length);
  const box = await frame.locator('#workspace').boundingBox();
  const click = (): Promise<void> => page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) * 0.6);
  await page.waitForTimeout(500);
  await click();
  await page.waitForTimeout(500);
  expect(await points()).toBe(0);
  const goes_elsewhere = await frame.evaluate(() => {
    const drop = new DragEvent('drop', { dataTransfer: new DataTransfer(), cancelable: true, bubbles: true });
    drop.dataTransfer?.items.add(new File(['x,y\n1,2\n'], 'a.csv'));
    return document.body.dispatchEvent(drop);
  });
  expect(goes_elsewhere).toBe(false);
  await page.waitForTimeout(300);
  await expect(frame.getByRole('dialog')).toHaveCount(0);
});

test('in a sandbox it runs, from one file', async ({ page, site }) => {
  await around(page, iframe(site, '&card=fit#regression', 'sandbox="allow-scripts" width="680" height="420"'));
  await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/gradlab\.html\?embed=1&card=fit#regression/);
  const frame = page.frames().at(-1) as Frame;
  await frame.waitForFunction(() => 'gradlab' in window);
  expect(await frame.evaluate(() => window.gradlab.ready.then(() => window.gradlab.run(3)).then(({ step }) => step))).toBe(3);
  const link = frame.getByRole('link', { name: 'Open in Gradlab' });
  await link.hover();
  await expect(link).toHaveAttribute('href', /\/where\/(index\.html)?#regression/);
});

/** Says hello to the first frame with `hello`, and returns the first answer; then `call`, and what comes of that. */
const talk = (page: Page, hello: object, call: object | null = null): Promise<unknown[]> =>
  page.evaluate(
    async ([hello, call]) => {
      const { port1, port2 } = new MessageChannel();
      const said: { kind: string }[] = [];
      const next = (): Promise<unknown> =>
        new Promise((resolve) => {
          port1.onmessage = ({ data }) => {
            if (data.kind === 'state') return;
            said.push(data);
            resolve(data);
          };
        });
      const first = next();
      document.querySelector('iframe')?.contentWindow?.postMessage(hello, '*', [port2]);
      await Promise.race([first, new Promise((resolve) => setTimeout(resolve, 1000))]);
      if (call === null) return said;
      const second = next();
      port1.postMessage(call);
      await second;
      return said;
    },
    [hello, call] as const,
  );

test('the page around calls it by messages, after a hello', async ({ page, site }) => {
  const frame = await embed(page, iframe(site, '#classification'));
  const hello = { gradlab: 'hello', version: 1 };
  const [welcome, answer] = await talk(page, hello, { id: 7, member: 'run', arguments: [12] });
  expect(welcome).toMatchObject({ kind: 'welcome', version: 1, members: expect.arrayContaining(['run', 'set', 'view']) });
  expect(answer).toMatchObject({ kind: 'answer', id: 7, result: { step: 12 } });
  expect((await talk(page, hello, { id: 8, member: 'set', arguments: [{ noise: 9 }] }))[1]).toMatchObject({
    kind: 'refusal',
    id: 8,
    sentence: expect.stringContaining('noise'),
  });
  for (const member of ['constructor', 'ready', '__proto__', 'save'])
    expect((await talk(page, hello, { id: 9, member, arguments: [] }))[1]).toMatchObject({ kind: 'refusal', id: 9 });
  expect(await talk(page, { gradlab: 'hello', version: 2 })).toEqual([{ kind: 'refused', sentence: expect.stringContaining('version 2') }]);
  expect(await talk(page, { gradlab: 'goodbye' })).toEqual([]);
  expect(await step(frame)).toBe(12);
});

test('nobody else calls it: neither a frame beside it nor one within, nor without a hello', async ({ page, site }) => {
  const frame = await embed(page, `${iframe(site, '#classification')}<iframe id="beside" srcdoc="<p>beside"></iframe>`);
  await page.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage({ id: 1, member: 'run', arguments: [5] }, '*'));
  const beside = page.frames().at(-1) as Frame;
  const answers = await beside.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    let count = 0;
    port1.onmessage = () => ++count;
    parent.frames[0]?.postMessage({ gradlab: 'hello', version: 1 }, '*', [port2]);
    port1.postMessage({ id: 1, member: 'run', arguments: [5] });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return count;
  });
  expect(answers).toBe(0);
  expect(await step(frame)).toBe(0);
});

test('the example page shows three demos, and drives one of them', async ({ page, site }) => {
  await page.goto(`${site.address}frames.html`);
  const script = page.locator('#script');
  await script.scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Train 100 steps' }).click();
  await expect(page.getByRole('status')).toHaveText(/Step 100, Loss 0\.\d+/i);
  await page.getByRole('button', { name: 'Train 100 steps' }).click();
  await expect(page.getByRole('status')).toHaveText(/Step 200/);
  expect((await script.boundingBox())?.height).toBeCloseTo(282, -1);
  await page.locator('#line').scrollIntoViewIfNeeded();
  await expect(page.frameLocator('#line').locator('.frame-step')).toHaveText(/Step [1-9]/);
  await page.locator('#knobs').scrollIntoViewIfNeeded();
  await page.frameLocator('#knobs').getByRole('button', { name: 'Play' }).click();
  await expect(page.frameLocator('#knobs').locator('.frame-step')).toHaveText(/Step [1-9]/);
});

test('the dialog writes a frame that trains what is open', async ({ page, site }) => {
  await page.goto(`${site.address}#classification?preset=moons&seed=3`);
  await page.evaluate(() => window.gradlab.ready.then(() => window.gradlab.pause()));
  await page.getByRole('button', { name: 'Embed in a page' }).click();
  const dialog = page.getByRole('dialog', { name: 'Embed what you see' });
  await dialog.getByLabel('Loss').check();
  await dialog.getByLabel('Starts by itself').check();
  await dialog.getByLabel('Height in pixels').fill('300');
  const code = await dialog.getByLabel('Code of the frame').inputValue();
  expect(code).toContain('height="300"');
  expect(await dialog.getByRole('link', { name: 'Look at it' }).getAttribute('href')).toContain('?embed=1&card=field,loss&');
  const frame = await embed(page, code);
  await expect.poll(() => step(frame)).toBeGreaterThan(5);
  expect(await frame.evaluate(() => window.gradlab.params().seed)).toBe(3);
  expect(await notices(page)).toEqual([]);
});

test('with a parameter that no frame asks for, the page is the page', async ({ page, site }) => {
  await page.goto(`${site.address}?card=field#classification`);
  await page.evaluate(() => window.gradlab.ready);
  await expect(page.locator('.bar')).toBeVisible();
});
