// Writes the code that puts what is open into another page, as a frame.
import { copied } from '../base/copied.ts';
import { element, icon, open_dialog, set_icon } from '../base/dom.ts';
import { type Embedding, highest_frame, lowest_frame, write_embedding } from '../base/embedding.ts';
import { in_one_file } from '../base/one_file.ts';
import type { Demo, ViewSpec } from '../base/protocol.ts';
import { holds } from '../run/holds.ts';
import type { Session } from '../run/session.ts';
import { heading } from '../page/heading.ts';
import { text, text_or } from '../base/text.ts';
import { paragraph } from '../terms/terms.ts';

const first_height = 360; // CSS pixels

const view_title = (demo: Demo, { name }: ViewSpec): string =>
  text_or(`view.${demo.id}.${name}.title`, text_or(`view.${name}.title`, name));

/** An attribute's value as HTML writes it. */
const quoted = (value: string): string => `"${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`;

function frame_address(link: string, embedding: Embedding): string {
  const address = new URL(link);
  address.search = write_embedding(embedding);
  return address.href;
}

/** `link` leads to what it shows, `title` is what it is called. */
export function iframe_code(link: string, embedding: Embedding, title: string): string {
  const height = embedding.height ?? first_height;
  return `<iframe src=${quoted(frame_address(link, embedding))} title=${quoted(title)} width="100%" height="${height}" loading="lazy" style="border: 0"></iframe>`;
}

function check(label: string, checked: boolean, changed: () => void): { row: HTMLElement; box: HTMLInputElement } {
  const box = element('input', { type: 'checkbox', checked, onchange: changed });
  return { row: element('label', {}, box, label), box };
}

/** The views that there are now. */
const present_views = ({ demo, values }: Session): ViewSpec[] =>
  (demo?.views ?? []).filter(({ when }) => holds(when, values));

/** `link` leads to what is open. */
export function embed_dialog(session: Session, link: string): void {
  const { demo } = session;
  if (demo === null) return;
  const views = present_views(session);
  const { title: of_demo, under } = heading(session);
  const title = `${under || of_demo} · Gradlab`;
  open_dialog(text('shell.embed.title'), (dialog) => {
    const code = element('textarea', { readonly: true, rows: '4', 'aria-label': text('shell.embed.code') });
    code.onfocus = () => code.select();
    const update = (): void => {
      const asked: Embedding = {
        cards: cards.filter(({ box }) => box.checked).map(({ name }) => name),
        hidden: controls.box.checked ? [] : ['controls'],
        locked: locked.box.checked ? ['all'] : [],
        autoplay: autoplay.box.checked,
        theme: theme.value === 'light' || theme.value === 'dark' ? theme.value : null,
        height: Math.min(highest_frame, Math.max(lowest_frame, Math.round(Number(height.value)) || first_height)),
      };
      code.value = iframe_code(link, asked, title);
      locked.box.disabled = !controls.box.checked;
      preview.href = frame_address(link, asked);
    };
    const cards = views.map((view, place) => ({ name: view.name, ...check(view_title(demo, view), place === 0, () => update()) }));
    const controls = check(text('shell.embed.controls'), false, () => update());
    const locked = check(text('shell.embed.locked'), false, () => update());
    const autoplay = check(text('shell.embed.autoplay'), false, () => update());
    const theme = element('select', { onchange: () => update() });
    for (const name of ['system', 'light', 'dark']) theme.append(element('option', { value: name }, text(`shell.embed.theme.${name}`)));
    const height = element('input', { type: 'number', min: String(lowest_frame), max: String(highest_frame), step: '20', value: String(first_height), oninput: () => update() });
    const preview = element('a', { class: 'button', target: '_blank', rel: 'noopener' }, text('shell.embed.look'));
    const example = { class: 'demos', href: 'frames.html', target: '_blank', rel: 'noopener' };
    const examples = in_one_file ? [] : [element('a', example, text('shell.embed.examples'))];
    const words = element('span', {}, text('shell.share.copy'));
    const copy = element('button', { class: 'button main', type: 'button' }, icon('copy'), words);
    copy.onclick = async () => {
      const done = await copied(code.value);
      words.textContent = text(done ? 'shell.share.copied' : 'shell.share.by_hand');
      if (done) set_icon(copy, 'check');
      else code.focus();
    };
    const choices = element(
      'div',
      { class: 'embed-choices' },
      element('fieldset', {}, element('legend', {}, text('shell.embed.cards')), ...cards.map(({ row }) => row)),
      element(
        'fieldset',
        {},
        element('legend', {}, text('shell.embed.look_like')),
        ...[autoplay, controls, locked].map(({ row }) => row),
        element('label', {}, text('shell.embed.theme'), theme),
        element('label', {}, text('shell.embed.height'), height),
      ),
    );
    update();
    dialog.append(
      element('div', { class: 'body' }, paragraph('shell.embed.about'), choices, code),
      element('footer', {}, ...examples, preview, copy),
    );
  });
}
