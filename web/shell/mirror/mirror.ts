// The text view: the same run as the canvas shows, as a document that can be read, searched, heard and operated by keys.
import { by_id, element } from '../base/dom.ts';
import { embedding } from '../base/embedding.ts';
import { text } from '../base/text.ts';
import type { Session } from '../run/session.ts';
import { tell_run } from './run_told.ts';
import { Settings } from './settings.ts';
import { Views } from './views.ts';

/** Values that change are shown after so long, in ms. */
const settling = 150;

/** So magnified that the canvas would show next to nothing. */
const tiny = matchMedia('(max-width: 480px) and (max-height: 320px)');

export class Mirror {
  private readonly views: Views;
  private readonly settings: Settings;
  private readonly body = by_id('mirror-body');
  private readonly title = by_id('mirror-title');
  private readonly openers = ['text-view', 'mirror-open'].map((id) => by_id(id));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private came_from: HTMLElement | null = null;

  constructor(session: Session) {
    this.views = new Views(session);
    this.settings = new Settings(session);
    const controls = element('section', { 'aria-labelledby': 'mirror-controls' });
    controls.append(element('h3', { id: 'mirror-controls' }, text('ui.controls')), this.settings.root);
    this.body.append(this.views.root, embedding?.hidden.includes('controls') ? '' : controls);
    tell_run(session, by_id('run-told'));
    session.changed.on(() => this.later());
    session.sight.changed.on(() => this.later());
    for (const opener of this.openers) opener.onclick = () => this.toggle();
    by_id('mirror-close').onclick = () => this.close();
    by_id('skip').onclick = () => this.open();
    by_id('mirror').addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !(event.target as HTMLElement).matches('input, textarea, select')) this.close();
    });
    this.show(false);
    if (tiny.matches && !embedding) this.open();
  }

  get is_open(): boolean {
    return document.body.dataset.mirror === 'open';
  }

  /** The reader goes on at its title. */
  open(): void {
    if (!this.is_open) {
      const { activeElement } = document;
      this.came_from = activeElement instanceof HTMLElement ? activeElement : null;
      this.show(true);
      this.settings.update();
      this.views.open();
    }
    this.title.focus({ preventScroll: true });
    this.title.scrollIntoView({ block: 'start' }); // where the page scrolls as a whole
  }

  close(): void {
    if (!this.is_open) return;
    this.show(false);
    this.views.close();
    const back = this.came_from;
    (back?.isConnected && back.checkVisibility() ? back : by_id('workspace')).focus({ preventScroll: true });
  }

  toggle(): void {
    if (this.is_open) this.close();
    else this.open();
  }

  private show(open: boolean): void {
    document.body.dataset.mirror = open ? 'open' : 'closed';
    this.body.hidden = !open;
    for (const opener of this.openers) opener.setAttribute('aria-expanded', String(open));
  }

  private later(): void {
    if (!this.is_open) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (!this.is_open) return;
      this.settings.update();
      this.views.update();
    }, settling);
  }
}
