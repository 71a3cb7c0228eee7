// The address bar holds the link to what is on screen; back and forward walk through demos.
import { embedding } from '../base/embedding.ts';
import { Refused } from '../worker/trainer.ts';
import { parse_link, type Target, write_link } from './link.ts';
import type { Session } from './session.ts';

/** What the bare address opens. */
const welcome = '#classification?preset=circle';

const milliseconds_between_writes = 300; // browsers refuse to take more than a few a second

/** Browsers may refuse: too many in a row, a frame that may not. The page works all the same, at another address. */
function put(way: 'pushState' | 'replaceState', state: unknown, fragment: string): void {
  try {
    history[embedding ? 'replaceState' : way](state, '', fragment); // a frame's steps are not its page's
  } catch {
    // The share link is right none the less.
  }
}

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly session: Session;

  /** `arrives` is called when the visitor comes by the address bar, back or forward. */
  constructor(session: Session, arrives: () => void) {
    this.session = session;
    addEventListener('hashchange', () => {
      arrives();
      session.attempt(this.follow());
    });
    session.opened.on(({ by_script }) => {
      if (by_script && this.fragment() !== location.hash) put('pushState', null, this.fragment());
    });
    session.changed.on(() => {
      this.timer ??= setTimeout(() => this.write(), milliseconds_between_writes);
    });
  }

  /** The link to what is on screen. */
  link(): string {
    return new URL(this.fragment(), location.href.replace(/[?#].*$/, '')).href;
  }

  /** Opens `link`, as the list of demos does, and trains at once. */
  async choose(link: string): Promise<void> {
    if (location.hash !== link) put('pushState', null, link);
    await this.follow(link);
    await this.session.play();
  }

  /** Opens what the address asks for, paused, so that the same link always gives the same run. */
  async follow(link = location.hash || welcome): Promise<void> {
    this.forget();
    const { notices, ...target } = parse_link(link, this.session.demos);
    await this.session.open(target).catch((error: unknown) => this.keep(target, error));
    for (const notice of notices) this.session.notice.emit(notice);
  }

  /**
   * What cannot be built is refused with a sentence; the visitor keeps what was open, or gets the preset without the
   * link's own values, or the bare demo, or the first.
   */
  private async keep(target: Target, error: unknown): Promise<void> {
    if (!(error instanceof Refused)) throw error;
    const { session } = this;
    const preset = target.preset === null ? [] : [`#${target.demo}?preset=${target.preset}`];
    for (const link of [...preset, `#${target.demo}`, welcome]) {
      if (session.demo !== null) break;
      await session.open(parse_link(link, session.demos)).catch((other: unknown) => {
        if (!(other instanceof Refused)) throw other;
      });
    }
    this.session.notice.emit(error.notice);
    this.write();
  }

  private fragment(): string {
    const { demo, preset, written } = this.session;
    return demo === null ? '' : write_link(demo, preset, written);
  }

  private write(): void {
    this.forget();
    // A bare address stays bare while nothing differs from what it opens.
    const bare = location.hash === '' && this.fragment() === welcome;
    if (!bare && this.fragment() !== location.hash) put('replaceState', history.state, this.fragment());
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
