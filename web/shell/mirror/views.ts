// The demo's tabs, and in the one that is open a card for every view that there is.
import { element } from '../base/dom.ts';
import { embedding, locks } from '../base/embedding.ts';
import type { Demo, Notice, ViewSpec } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { holds } from '../run/holds.ts';
import type { Session } from '../run/session.ts';
import type { ViewData } from '../run/view_data.ts';
import type { Place } from '../hands/hand.ts';
import { Refresh } from './refresh.ts';
import { ViewCard } from './view_card.ts';

/** The views that there are now; in a frame those that were asked for, unless none of them is there. */
function present_views({ demo, values }: Session): ViewSpec[] {
  const present = (demo?.views ?? []).filter(({ when }) => holds(when, values));
  const asked = (embedding?.cards ?? []).flatMap((name) => present.filter((view) => view.name === name));
  return asked.length > 0 ? asked : present;
}

export class Views {
  readonly root = element('div', { class: 'views' });
  private readonly tabs = element('div', { class: 'tabs', role: 'tablist', 'aria-label': text('mirror.tabs') });
  private readonly panel = element('div', { class: 'cards', id: 'mirror-cards' });
  private cards: ViewCard[] = [];
  private shown = '';
  private demo = '';
  private readonly refresh: Refresh;
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
    this.root.append(this.tabs, this.panel);
    this.refresh = new Refresh(session, {
      names: () => (session.demo?.id === this.demo ? this.cards.map(({ spec }) => spec.name) : []),
      take: (name, view, step) => this.take(name, view, step),
    });
    this.tabs.addEventListener('keydown', (event) => this.walk(event));
  }

  open(): void {
    this.update();
    this.refresh.start();
  }

  close(): void {
    this.refresh.stop();
    this.stop();
  }

  private stop(): void {
    for (const card of this.cards) card.stop();
  }

  /** What can be done in the views; they are read again when it is done. */
  private place({ params }: Demo): Omit<Place, 'view' | 'title'> {
    const { session } = this;
    const done = (asked: Promise<Notice[]>): Promise<boolean> => {
      session.attempt(asked);
      return asked.then((refused) => refused.length === 0, () => false).finally(() => this.refresh.now());
    };
    return {
      allows: (kind) => !embedding || !locks(embedding, { type: 'input', kind }),
      act: (event) => done(session.input(event)),
      points_param: params.find(({ kind }) => kind === 'points')?.name ?? null,
      values: () => session.values,
      set: (values) => done(session.set(values)),
    };
  }

  /** Shows what there is; nothing changes where that is the same as before. */
  update(): void {
    const { demo, sight } = this.session;
    if (demo === null) return;
    const present = present_views(this.session);
    const sections = [...new Set(present.map(({ section }) => section))];
    const section = sections.includes(sight.now.tab) ? sight.now.tab : (sections[0] ?? '');
    const views = present.filter((view) => view.section === section || embedding?.cards.length);
    const shown = JSON.stringify([demo.id, sections, section, views.map(({ name, kind }) => [name, kind])]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.demo = demo.id;
    this.show_tabs(sections, section);
    this.stop();
    const place = this.place(demo);
    this.cards = views.map((view) => new ViewCard(demo.id, view, place));
    this.panel.replaceChildren(...this.cards.map(({ root }) => root));
    this.refresh.now();
  }

  private show_tabs(sections: readonly string[], open: string): void {
    const had_focus = this.tabs.contains(document.activeElement);
    this.tabs.hidden = sections.length < 2;
    const tabs = sections.map((section) => {
      const selected = section === open;
      return element(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `mirror-tab-${section}`,
          'aria-selected': String(selected),
          'aria-controls': 'mirror-cards',
          tabindex: selected ? '0' : '-1',
          onclick: () => this.go_to(section),
        },
        text(`section.${section}`),
      );
    });
    this.tabs.replaceChildren(...tabs);
    this.panel.toggleAttribute('role', false);
    if (sections.length > 1) {
      this.panel.setAttribute('role', 'tabpanel');
      this.panel.setAttribute('aria-labelledby', `mirror-tab-${open}`);
    } else this.panel.removeAttribute('aria-labelledby');
    if (had_focus) this.tabs.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  /** The workspace follows. */
  private go_to(section: string): void {
    const { session } = this;
    session.sight.look_at({ ...session.sight.now, tab: section, card: '' });
    session.look();
  }

  /** Arrows go from tab to tab, as everywhere. */
  private walk(event: KeyboardEvent): void {
    const tabs = [...this.tabs.children] as HTMLElement[];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const places: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 };
    const place = places[event.key];
    if (at < 0 || place === undefined) return;
    event.preventDefault(); // and not one step of the run
    tabs[(place + tabs.length) % tabs.length]?.click();
  }

  private take(name: string, view: ViewData, step: number): void {
    const still = !this.session.playing;
    for (const card of this.cards) if (card.spec.name === name) card.take(view, step, still);
  }
}
