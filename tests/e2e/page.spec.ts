// The page around the workspace: buttons, keys, theme, sharing, sizes, and how little it does when nothing happens.
import { expect, open, step_of, test } from './fixtures.ts';

test('play, step and reset by button', async ({ page, site }) => {
  await open(page, site, '#classification');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.locator('#step-count')).toHaveText('1');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => step_of(page)).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Back to step 0' }).click();
  await expect(page.locator('#step-count')).toHaveText('0');
});

test('play, step, reset and help by key', async ({ page, site }) => {
  await open(page, site, '#classification');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#step-count')).toHaveText('2');
  await page.keyboard.press('Space');
  await expect.poll(() => step_of(page)).toBeGreaterThan(10);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.locator('#step-count')).toHaveText('0');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await step_of(page)).toBe(0);
});

test('one step a second', async ({ page, site }) => {
  await open(page, site, '#classification');
  await page.getByLabel('Speed').selectOption('1');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(2600);
  const steps = await step_of(page);
  expect(steps).toBeGreaterThanOrEqual(2);
  expect(steps).toBeLessThanOrEqual(4);
});

test('every control has a name, and the keyboard reaches it', async ({ page, site }) => {
  await open(page, site, '#classification');
  const nameless = await page
    .locator('button, a, select, input:not([type=file]), canvas')
    .evaluateAll((controls) =>
      controls
        .filter((control) => !(control.getAttribute('aria-label') || control.textContent?.trim()))
        .map((control) => control.outerHTML),
    );
  expect(nameless.filter((html) => !html.includes('id="speed"'))).toEqual([]);
  for (const name of ['Skip to the text view', /list of demos/, 'Gradlab: start page', 'Play']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole(name === 'Gradlab: start page' ? 'link' : 'button', { name })).toBeFocused();
  }
});

test('the theme follows the system, and can be switched', async ({ page, site }) => {
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, site, '#classification');
  const dark = await background();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  expect(light).not.toBe(dark);
  await page.getByRole('button', { name: 'Light or dark' }).click();
  expect(await background()).toBe(dark);
  await page.reload();
  expect(await background()).toBe(dark);
  await page.getByRole('button', { name: 'Light or dark' }).click();
  expect(await background()).toBe(light);
});

test('the share dialog copies the link', async ({ page, site, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, site, '#classification?preset=moons&seed=3');
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share what you see' });
  await expect(dialog.getByLabel('Link')).toHaveValue(`${site.address}#classification?preset=moons&seed=3&play=0`);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${site.address}#classification?preset=moons&seed=3&play=0`,
  );
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`nothing sticks out at ${width} pixels`, async ({ page, site }) => {
    await page.setViewportSize({ width, height });
    await open(page, site, '#classification?preset=two-spirals');
    const out = await page
      .locator('header *:visible')
      .evaluateAll((parts) =>
        parts
          .filter((part) => part.getBoundingClientRect().right > innerWidth || part.getBoundingClientRect().left < 0)
          .map((part) => part.outerHTML),
      );
    expect(out).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await expect(page.getByRole('navigation')).toBeVisible({ visible: width > 1180 });
    await page.locator('#menu-button').click();
    await expect(page.getByRole('navigation')).toBeVisible({ visible: width <= 1180 });
  });
}

test('on a phone the list is a drawer that closes by itself', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site, '#classification');
  await page.locator('#menu-button').click();
  await page.locator('a[href="#classification?preset=moons"]').click();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.locator('#preset-title')).toHaveText('Two moons');
});

test('on a tablet all of the bar is on screen, upright and across', async ({ page, site }) => {
  await open(page, site, '?lang=es#reinforcement'); // whose counters are the widest
  await page.evaluate(() => window.gradlab.run(3));
  for (const width of [768, 834, 1024, 1099, 1100, 1180])
    for (const height of [400, 844]) {
      await page.setViewportSize({ width, height });
      const cut = await page.locator('.bar').evaluate((bar) =>
        [...bar.querySelectorAll('button, a, select')]
          .filter((control) => control.checkVisibility() && control.getBoundingClientRect().right > innerWidth)
          .map(({ id }) => id),
      );
      expect(cut, `${width} x ${height}`).toEqual([]);
      const { width: title } = (await page.locator('.heading').boundingBox()) ?? { width: 0 };
      expect(title, `${width} x ${height}`).toBeGreaterThan(48);
      for (const id of ['share', 'theme', 'save', 'undo']) await expect(page.locator(`#${id}`)).toBeVisible();
    }
});

test('a hidden page trains on without frames, and shows where it is when it is seen again', async ({ page, site }) => {
  await open(page, site, '#classification');
  const hide = (hidden: boolean): Promise<void> =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await page.evaluate(() => window.gradlab.play());
  await hide(true);
  await page.waitForTimeout(300);
  const hidden_at = await step_of(page);
  await page.waitForTimeout(500);
  expect(await step_of(page)).toBe(hidden_at);
  await hide(false);
  await expect.poll(() => step_of(page)).toBeGreaterThan(hidden_at);
});

test('a still page draws nothing and hears nothing', async ({ page, site }) => {
  await page.addInitScript(() => {
    const counted = window as unknown as { frames: number; messages: number };
    counted.frames = counted.messages = 0;
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      ++counted.frames;
      return request(callback);
    };
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: { kind: string }, ...rest: never[]) {
      if (message.kind !== 'ping') ++counted.messages;
      return postMessage.call(this, message, ...rest);
    };
  });
  await open(page, site, '#classification');
  await page.evaluate(() => window.gradlab.run(20));
  await page.waitForTimeout(2000);
  const counts = (): Promise<number[]> =>
    page.evaluate(() => {
      const { frames, messages } = window as unknown as { frames: number; messages: number };
      return [frames, messages];
    });
  const before = await counts();
  await page.waitForTimeout(1000);
  expect(await counts()).toEqual(before);
});
