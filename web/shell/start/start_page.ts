// All demos as pictures that move, by the chapters of a course, and below them all presets: each is trained in sight, in a
// trainer of this page's own, while what is open rests.
import { element, open_dialog, opens_elsewhere } from '../base/dom.ts';
import type { Demo } from '../base/protocol.ts';
import { demo_title, preset_title } from '../base/names.ts';
import { has_text, text, text_or } from '../base/text.ts';
import { theme_changed } from '../base/theme.ts';
import { in_language, preset_link } from '../link/in_language.ts';
import type { Session } from '../run/session.ts';
import { paragraph } from '../terms/terms.ts';
import { Exhibit } from './exhibit.ts';
import { read_inks } from './inks.ts';
import { Rounds } from './rounds.ts';

/** A session in a trainer of its own. */
export interface Workshop {
  session: Session;
  stop(): void;
}

const moving_ms = 100;

/** Demos by the chapter that their texts name, in the order in which chapters begin. */
function by_chapter(demos: readonly Demo[]): Map<string, Demo[]> {
  const chapters = new Map<string, Demo[]>();
  for (const demo of demos) {
    const chapter = text_or(`demo.${demo.id}.chapter`, '');
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), demo]);
  }
  return chapters;
}

/** Where a visitor goes from here: `choose` is called with the link of what was clicked. */
export interface Ways {
  choose(link: string): void;
  lessons(): void;
}

export function show_start_page(main: Session, workshop: Workshop, ways: Ways): void {
  const rounds = new Rounds(workshop.session);
  const exhibits = new Map<Element, Exhibit>();
  const { playing } = main;
  if (playing) main.attempt(main.pause());
  let chosen = false;
  const leave = (): void => {
    chosen = true;
    dialog.close();
  };

  const tile = (demo: Demo, preset: string | null): HTMLElement => {
    const canvas = element('canvas', { 'aria-hidden': 'true' });
    const values = demo.presets.find(({ id }) => id === preset)?.values ?? {};
    const exhibit = new Exhibit({ demo: demo.id, preset, values, written: in_language(demo, preset) }, canvas, preset === null, () => inks);
    const favour = (): void => rounds.favour(exhibit);
    const forget = (): void => rounds.favour(null);
    const href = preset_link(demo, preset);
    const onclick = (event: Event): void => {
      if (opens_elsewhere(event as MouseEvent)) return;
      event.preventDefault();
      leave();
      ways.choose(href);
    };
    const key = `demo.${demo.id}.about`;
    const about = preset === null && has_text(key) ? [element('small', {}, text(key))] : [];
    const title = preset === null ? demo_title(demo.id) : preset_title(demo.id, preset);
    const listeners = { onclick, onpointerenter: favour, onpointerleave: forget, onfocus: favour, onblur: forget };
    const link = element('a', { class: 'exhibit', href, ...listeners }, canvas, element('b', {}, title), ...about);
    exhibits.set(link, exhibit);
    return element('li', {}, link);
  };
  const group = (title: string, kind: string, tiles: HTMLElement[]): HTMLElement =>
    element('section', { class: kind }, element('h3', {}, title), element('ul', {}, ...tiles));

  const body = element('div', { class: 'body' });
  const dialog = open_dialog(text('start.title'), (made) => {
    made.classList.add('start');
    const chapters = [...by_chapter(main.demos)].map(([title, demos]) => group(title, 'chapter', demos.map((demo) => tile(demo, null))));
    const presets = main.demos.map((demo) => group(demo_title(demo.id), 'presets', demo.presets.map(({ id }) => tile(demo, id))));
    const to_lessons = (): void => {
      leave();
      ways.lessons();
    };
    const lessons = element('button', { class: 'button', type: 'button', onclick: to_lessons }, text('start.lessons'));
    body.append(paragraph('start.about'), lessons, element('div', { class: 'chapters' }, ...chapters), ...presets);
    made.append(body);
  });

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const exhibit = exhibits.get(target);
        if (exhibit) rounds.see(exhibit, isIntersecting);
      }
    },
    { root: body },
  );
  for (const link of exhibits.keys()) watch.observe(link);
  let inks = read_inks(body);
  const moving = setInterval(() => {
    for (const exhibit of exhibits.values()) if (exhibit.moves() && rounds.sees(exhibit)) exhibit.paint(performance.now() / 1000);
  }, moving_ms);
  const stop_following = theme_changed.on(() => {
    inks = read_inks(body);
    for (const exhibit of exhibits.values()) exhibit.paint();
  });
  dialog.addEventListener('close', () => {
    rounds.end();
    watch.disconnect();
    clearInterval(moving);
    stop_following();
    workshop.stop();
    if (playing && !chosen) main.attempt(main.play());
  });
  void rounds.go();
}
