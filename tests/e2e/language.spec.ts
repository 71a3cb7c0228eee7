// The page in another language: how it is chosen, that nothing is lost by it, and that its words fit.
import { expect, open, step_of, test } from './fixtures.ts';

test.describe('in a browser that speaks Spanish', () => {
  test.use({ locale: 'es-MX' });

  test('page and canvas speak it, and numbers are written as there', async ({ page, site }) => {
    await open(page, site, '#classification?preset=circle');
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await expect(page.locator('#demo-title')).toHaveText('Clasificación');
    await expect(page.locator('#play')).toHaveAccessibleName('Entrenar');
    await page.evaluate(() => window.gradlab.run(50));
    await expect(page.locator('#epoch-count')).toHaveText(/^\d+,\d$/);
  });

  test('presets of texts have their data in it, by links that say so', async ({ page, site }) => {
    await open(page, site, '#transformer');
    await page.locator('#menu').getByRole('link', { name: 'Spam o no' }).click();
    await expect.poll(() => page.evaluate(() => window.gradlab.params().sentences)).toBe('messages-es');
    await page.evaluate(() => window.gradlab.pause());
    expect(decodeURIComponent(page.url())).toMatch(/#transformer\?preset=spam&.*sentences=messages-es/);
    await expect(page.locator('#preset-title')).toHaveText('Spam o no');
    await page.getByRole('button', { name: 'Darle un mensaje honesto' }).click();
    await expect.poll(() => page.evaluate(() => window.gradlab.params().beginning)).toBe('¡Gracias por el reloj!');
    await open(page, site, '#transformer?preset=spam'); // who was sent this link was sent English messages
    expect(await page.evaluate(() => window.gradlab.params().sentences)).toBe('messages-en');
  });

  test('so have demos of texts, and what was learned from English texts is not offered for others', async ({ page, site }) => {
    await open(page, site);
    const data = () => page.evaluate(() => window.gradlab.params().data);
    const menu = page.locator('#menu');
    const learned = page.getByRole('button', { name: 'Ver una que ya ha aprendido' });
    for (const [title, link] of [
      ['Redes recurrentes', '#rnn?data=stories-es'],
      ['Transformer diminuto', '#transformer?data=stories-es&context=256'],
      ['Cuentos, palabra por palabra', '#transformer?preset=words&data=stories-es&beginning=Ana+era'],
      ['Tres millones de parámetros', '#transformer?preset=large&data=stories-es&beginning=Leo+era'],
    ] as const) {
      await menu.getByRole('link', { name: title }).click();
      await expect.poll(data).toBe('stories-es');
      await page.evaluate(() => window.gradlab.pause());
      await expect.poll(() => new URL(page.url()).hash.replaceAll('%20', '+')).toBe(link);
      await expect(menu.locator('[aria-current=page]')).toContainText(title);
      await expect(page.locator('#strip-about')).not.toBeEmpty();
      await expect(learned).toHaveCount(0);
    }
    await open(page, site, '#transformer?preset=words'); // as it was sent
    expect(await data()).toBe('stories-en');
    await expect(learned).toBeVisible();
    await open(page, site, '?lang=en#transformer?preset=words&data=stories-es&beginning=Ana+era');
    expect(await page.evaluate(() => [window.gradlab.params().data, window.gradlab.params().beginning])).toEqual(['stories-es', 'Ana era']);
    expect(new URL(page.url()).hash).toMatch(/^#transformer\?preset=words&data=stories-es&beginning=Ana(\+|%20)era$/);
    await expect(page.getByRole('button', { name: 'See one that has learned' })).toBeHidden();
  });

  test('a mangled link is answered in it', async ({ page, site }) => {
    await open(page, site, '#classification?preset=nothing');
    await expect(page.locator('.notice p').first()).toContainText('nothing');
    await expect(page.locator('.notice p').first()).toHaveText(/\b(no hay|ningún|no existe)\b/i);
  });
});

test('a link brings its language, and the switch another, with the run as it was', async ({ page, site }) => {
  await open(page, site, '?lang=es#classification?preset=xor');
  await page.evaluate(() => window.gradlab.run(60));
  const before = await page.evaluate(() => window.gradlab.history());
  await page.getByLabel('Idioma').selectOption('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('#preset-title')).toHaveText('XOR needs a hidden layer');
  await expect.poll(() => step_of(page), { timeout: 20_000 }).toBe(60);
  expect(await page.evaluate(() => window.gradlab.history())).toEqual(before);
  expect(new URL(page.url()).searchParams.has('lang')).toBe(false);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a run that trains goes on training in the other language', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle&speed=5');
  await page.evaluate(() => window.gradlab.run(300));
  await page.evaluate(() => window.gradlab.play());
  await page.getByLabel('Language').selectOption('es');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect.poll(() => step_of(page), { timeout: 20_000 }).toBeGreaterThan(302); // far more than from 0 at that pace
  await expect(page.locator('#play')).toHaveAccessibleName('Pausar');
});

test('a script asks for the language, and for another', async ({ page, site }) => {
  await open(page, site, '#classification?preset=circle');
  expect(await page.evaluate(() => window.gradlab.language())).toBe('en');
  expect(await page.evaluate(() => window.gradlab.language('xx').catch(String))).toContain('en, es');
  await page.evaluate(() => void window.gradlab.language('es'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

test('a language that nobody wrote is English', async ({ page, site }) => {
  await open(page, site, '?lang=xx');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('every word of the page fits its place in Spanish, at three widths', async ({ page, site }) => {
  test.setTimeout(120_000);
  for (const width of [1440, 1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await open(page, site, '?lang=es#classification?preset=circle');
    for (const opener of [null, '#share', '#save', '#help']) {
      if (opener !== null) await page.locator(opener).click({ timeout: 3000 }).catch(() => {}); // some are not there on a phone
      const cut = await page.evaluate(() => {
        const found: string[] = [];
        const unseen = '.unseen, .skip, [data-mirror=closed] .mirror'; // there for who listens, and for keys
        const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = all.nextNode(); node !== null; node = all.nextNode()) {
          const holder = node.parentElement?.closest('button, select, label, dialog, header, nav');
          const is_title = node.parentElement?.closest(`#demo-title, #preset-title, option, ${unseen}`); // cut with dots, or not seen
          if (!node.textContent?.trim() || !holder?.checkVisibility() || is_title) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          const [words, room] = [range.getBoundingClientRect(), holder.getBoundingClientRect()];
          if (words.width > 0 && (words.right > room.right + 1 || words.left < room.left - 1)) found.push(node.textContent.trim());
        }
        return found;
      });
      expect(cut, `${width} px, ${opener}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
  }
});
