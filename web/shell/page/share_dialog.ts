// The links to what is on screen, of three levels, to be copied or read by a camera.
import { copied } from '../base/copied.ts';
import { element, icon, open_dialog, set_icon } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Address } from '../link/address.ts';
import { uses_own_file } from '../run/own_file.ts';
import type { Session } from '../run/session.ts';
import type { Fragment, Level } from '../link/share_link.ts';
import { mark_terms } from '../terms/terms.ts';
import { Refused } from '../worker/trainer.ts';
import { qr_code } from './qr_code.ts';

const levels: Level[] = ['settings', 'run', 'trained'];

/** A link, or the sentence why there is none. */
type Offer = { link: Fragment } | { why: string };

async function offered(address: Address, level: Level): Promise<Offer> {
  if (level === 'settings') return { link: (plays) => address.link(plays ?? null) };
  try {
    return { link: await address.link_into(level) };
  } catch (error) {
    if (error instanceof Refused) return { why: error.message };
    throw error;
  }
}

/** `offer_file` saves the run as a file, which carries what no link can; null where there is no such thing. */
export function share(session: Session, address: Address, offer_file: (() => void) | null = null): void {
  const step = session.metrics.step ?? 0;
  const offers = new Map<Level, Offer>();
  const plays = new Map<Level, boolean>(levels.map((level) => [level, level === 'settings' && session.playing]));
  let level: Level = 'settings';

  open_dialog(text('shell.share.title'), (dialog) => {
    dialog.classList.add('share');
    const lengths = new Map(levels.map((one) => [one, element('small', { class: 'length' }, '…')]));
    const cards = levels.map((one) => {
      const pick = (): void => show(one);
      const title = text(`shell.share.${one}`);
      const radio = element('input', {
        type: 'radio',
        name: 'level',
        value: one,
        checked: one === level,
        onchange: pick,
        'aria-label': title,
        'aria-describedby': `level-${one}`,
      });
      const about = element('span', {}, text(`shell.share.${one}.about`, { step }));
      const use = element('span', { class: 'use' }, text(`shell.share.${one}.use`));
      const told = [element('strong', {}, title), lengths.get(one) ?? '', about, use];
      return element('label', {}, radio, element('span', { class: 'level', id: `level-${one}` }, ...told));
    });

    const name = text('shell.share.link');
    const field = element('textarea', { readonly: true, rows: '4', spellcheck: 'false', 'aria-label': name });
    field.onfocus = () => field.select();
    const words = element('span', {});
    const copy = element('button', { class: 'button main', type: 'button', autofocus: true }, icon('copy'), words);
    copy.onclick = async () => {
      const done = await copied(field.value);
      words.textContent = text(done ? 'shell.share.copied' : 'shell.share.by_hand');
      if (done) set_icon(copy, 'check');
      else field.focus();
    };
    const by_itself = element('input', { type: 'checkbox' });
    by_itself.onchange = () => (plays.set(level, by_itself.checked), show(level));
    const beginning = element('span', {});
    const large = text('shell.share.qr.large');
    const code = element('button', { class: 'code', type: 'button', title: large, 'aria-pressed': 'false' });
    code.onclick = () => code.setAttribute('aria-pressed', String(dialog.classList.toggle('large')));
    const begins = element('label', { class: 'begins' }, by_itself, beginning);
    const reading = element('div', { class: 'reading' }, field, element('div', { class: 'acts' }, copy, begins));
    const link_box = element('div', { class: 'link' }, code, reading);

    const sentence = element('p', {});
    const as_file = element('button', { class: 'button main', type: 'button' }, text('shell.share.as_file'));
    as_file.onclick = () => (dialog.close(), offer_file?.());
    const none_box = element('div', { class: 'none', role: 'status' }, sentence, offer_file ? as_file : '');
    const note = element('p', { class: 'note' });

    const show = (chosen: Level): void => {
      level = chosen;
      const offer = offers.get(chosen);
      link_box.hidden = offer === undefined || 'why' in offer;
      none_box.hidden = offer === undefined || 'link' in offer;
      note.textContent = note_of(session, chosen);
      mark_terms(note);
      note.hidden = note.textContent === '' || link_box.hidden;
      if (offer === undefined) return;
      if ('why' in offer) {
        sentence.textContent = offer.why;
        return mark_terms(sentence);
      }
      const trains = plays.get(chosen) ?? false;
      field.value = offer.link(trains);
      by_itself.checked = trains;
      beginning.textContent = text(chosen === 'settings' ? 'shell.share.plays' : 'shell.share.plays_on');
      words.textContent = text('shell.share.copy');
      set_icon(copy, 'copy');
      const picture = qr_code(field.value);
      code.replaceChildren(picture ?? element('span', {}, text('shell.share.qr.long')));
      code.disabled = picture === null;
      if (picture === null) dialog.classList.remove('large');
    };
    const take = (one: Level, offer: Offer): void => {
      offers.set(one, offer);
      const length = lengths.get(one) as HTMLElement;
      const count = 'link' in offer ? offer.link(plays.get(one)).length : 0;
      length.textContent = text(count > 0 ? 'shell.share.length' : 'shell.share.no_link', { count });
      if (one === level) show(one);
    };
    for (const one of levels) session.attempt(offered(address, one).then((offer) => take(one, offer)));

    const group = { class: 'levels', role: 'radiogroup', 'aria-label': text('shell.share.levels') };
    const choice = element('div', group, ...cards);
    dialog.append(element('div', { class: 'body' }, choice, link_box, none_box, note));
    show(level);
  });
}

/** What the link does not carry, or what is to be known of it. */
function note_of(session: Session, level: Level): string {
  const uses_file = uses_own_file(session.values);
  if (level === 'settings' && uses_file)
    return text('shell.share.file', { name: session.file?.name ?? text('shell.share.some_file') });
  return level === 'settings' ? '' : text(`shell.share.${level}.note`);
}
