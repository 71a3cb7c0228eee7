// The list of demos and their presets, as links.
import { by_id, element, opens_elsewhere, set_label } from '../base/dom.ts';
import { language } from '../base/language.ts';
import type { Demo, Preset } from '../base/protocol.ts';
import { has_text, text, text_or } from '../base/text.ts';
import { preset_link } from '../link/in_language.ts';
import { defaults, write_link } from '../link/link.ts';
import type { Session } from '../run/session.ts';
import { has_other_data } from './heading.ts';
import { licences } from './licences.ts';

const roomy = matchMedia('(min-width: 1181px)');
const phone = matchMedia('(max-width: 767px)');

/** Those whose built-in texts are in the page's language before the others; in English they come as they were made. */
function in_language_first(presets: Preset[]): string[] {
  const is_own = ({ written }: Preset): boolean => language !== 'en' && (written.data?.endsWith(`-${language}`) ?? false);
  return [...presets.filter(is_own), ...presets.filter((preset) => !is_own(preset))].map(({ id }) => id);
}

interface Around {
  /** Above the list. */
  head: HTMLElement[];
  /** At the end of the list, with the race and the licences. */
  more: HTMLElement[];
  /** Always in sight. */
  foot: HTMLElement;
}

/** `chosen` is called with the link that was followed, `race` for the race of the builds. */
export function make_menu(session: Session, chosen: (link: string) => void, race: () => void, { head, more, foot }: Around): void {
  const menu = by_id('menu');
  const button = by_id('menu-button');
  const set_open = (open: boolean): void => {
    document.body.dataset.menu = open ? 'open' : 'closed';
    button.setAttribute('aria-expanded', String(open));
    set_label(button, text(open ? 'shell.menu.close' : 'shell.menu'));
  };
  const close_drawer = (): void => {
    if (phone.matches) set_open(false);
  };

  set_open(roomy.matches);
  roomy.addEventListener('change', () => set_open(roomy.matches));
  button.onclick = () => set_open(document.body.dataset.menu !== 'open');
  by_id('menu-shade').onclick = close_drawer;
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close_drawer();
  });

  const item = (demo: Demo, preset: string | null): HTMLAnchorElement => {
    const base = preset === null ? `demo.${demo.id}` : `preset.${demo.id}.${preset}`;
    const href = preset_link(demo, preset);
    const onclick = (event: Event): void => {
      if (opens_elsewhere(event as MouseEvent)) return;
      event.preventDefault();
      close_drawer();
      chosen(href);
    };
    const about = has_text(`${base}.about`) ? element('small', {}, text(`${base}.about`)) : '';
    const link = element('a', { href, onclick }, text_or(`${base}.title`, preset ?? demo.id), about);
    if (preset === null) link.classList.add('demo');
    return link;
  };

  const links = new Map<string, HTMLAnchorElement>();
  const fill = (): void => {
    if (links.size > 0 || session.demos.length === 0) return;
    menu.append(...head);
    for (const demo of session.demos) {
      const entries = [null, ...in_language_first(demo.presets)].map((preset) => {
        const link = item(demo, preset);
        links.set(link.hash, link);
        return link;
      });
      const [own, ...presets] = entries as [HTMLAnchorElement, ...HTMLAnchorElement[]];
      menu.append(element('section', {}, own, element('ul', {}, ...presets.map((link) => element('li', {}, link)))));
    }
    const licences_link = element('a', { href: licences }, text('shell.licences'));
    const start_race = (): void => {
      close_drawer();
      race();
    };
    const race_button = element('button', { type: 'button', onclick: start_race }, text('shell.race.open'));
    const engineers = [element('p', { class: 'part' }, text('section.speed')), race_button];
    menu.append(element('footer', {}, element('p', {}, text('shell.privacy')), ...more, licences_link, ...engineers), foot);
  };

  let other_data = false;
  const mark_open = (): void => {
    for (const link of links.values()) link.removeAttribute('aria-current');
    const { demo } = session;
    if (demo === null) return;
    other_data = has_other_data(session);
    const preset = other_data ? null : session.preset;
    const mark = (id: string | null, current: string): void =>
      links.get(preset_link(demo, id))?.setAttribute('aria-current', current);
    mark(preset, 'page');
    const bare = write_link(demo, null, {});
    const same = demo.presets.find(({ id }) => write_link(demo, null, defaults(demo, id)) === bare);
    if (preset === null && same && !other_data) mark(same.id, 'true');
  };

  session.changed.on(() => {
    if (has_other_data(session) !== other_data) mark_open();
  });
  session.opened.on(() => {
    fill();
    mark_open();
    menu.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  });
}
