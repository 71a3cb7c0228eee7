// The address bar holds the link to what is on screen; back and forward walk through demos, and find them as they were.
import { embedding } from '../base/embedding.ts';
import { Refused } from '../worker/trainer.ts';
import { type Progress, repeat, restore } from './arriving.ts';
import { save } from '../run/keeping.ts';
import type { Target } from '../run/target.ts';
import { link_in_language } from './in_language.ts';
import { parse_link } from './link.ts';
import type { More } from './link_more.ts';
import type { Session } from '../run/session.ts';
import { aimed_fragment, type Fragment, type Level, settings_fragment } from './share_link.ts';
import { type LeftRun, Visits } from './visits.ts';

/** What the bare address opens. */
const welcome = '#classification?preset=circle';

const milliseconds_between_writes = 300; // browsers refuse to take more than a few a second

let entries = 0;

/** A name for an entry of the browser's history, which outlives this page. */
const new_entry = (): string => `${Math.round(performance.timeOrigin)}-${++entries}`;

const entry_of = (state: unknown): string | null => {
  const entry = (state as { entry?: unknown } | null)?.entry;
  return typeof entry === 'string' ? entry : null;
};

/** Shows how far a run is that a link leads into, and lets it be stopped. */
export type Watch = <Result>(step: number, work: (at: Progress) => Promise<Result>, stop: () => void) => Promise<Result>;

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private here = '';
  /** The fragment as it was last written here, or as the browser said. */
  private known = '';
  private readonly visits = new Visits();
  /** What is opened now is where the address is already. */
  private returning = false;
  /** How many links are being followed: the address bar has the last one, and what is open is not there yet. */
  private following = 0;
  /** What a link led to: it stays in the address bar for as long as nothing else is there. */
  private landed: { settings: string; step: number } | null = null;
  private turn = 0;
  private readonly session: Session;
  private readonly watch: Watch;

  /** `arrives` is called when the visitor comes by the address bar, back or forward, with whether it then trains. */
  constructor(session: Session, arrives: (trains: Promise<boolean>) => void, watch: Watch) {
    this.session = session;
    this.watch = watch;
    this.come_to(entry_of(history.state));
    addEventListener('hashchange', () => {
      const trains = this.travel();
      session.attempt(trains);
      arrives(trains.catch(() => false));
    });
    session.changing.on(({ kind }) => {
      if (kind === 'open' && !this.returning && this.following === 0) this.leave();
    });
    session.opened.on(({ by_script }) => {
      this.landed = null;
      if (by_script && !this.returning && this.fragment() !== location.hash) this.push(this.fragment());
    });
    for (const changed of [session.changed, session.sight.changed]) changed.on(() => this.write_soon());
  }

  /** The link to what is on screen; `plays` says whether it is to train by itself. */
  link(plays: boolean | null = null): string {
    return this.whole(settings_fragment(this.session, plays));
  }

  /** The link to this very run, or to what it has learned, as it stands. Rejects with the sentence why there is none. */
  async link_into(level: Exclude<Level, 'settings'>): Promise<Fragment> {
    const fragment = await aimed_fragment(this.session, level);
    return (plays) => this.whole(fragment(plays));
  }

  /** Opens `link`, as the list of demos does, and trains at once. */
  async choose(link: string): Promise<void> {
    await this.go_to(link, false);
    await this.session.play();
  }

  /** Opens `link` and looks where it says, paused, as a lesson does, with data in the language of the page. */
  lead = (link: string): Promise<boolean> => this.go_to(link_in_language(link, this.session.demos), true);

  /** Opens what the address asks for, so that the same link always gives the same run; resolves with whether it trains. */
  async follow(link = location.hash || welcome, looks = true): Promise<boolean> {
    this.forget();
    ++this.following;
    try {
      return await this.go(link, looks);
    } finally {
      --this.following;
      this.write_soon();
    }
  }

  private go_to(link: string, looks: boolean): Promise<boolean> {
    this.leave();
    if (location.hash !== link) this.push(link);
    return this.follow(link, looks);
  }

  private async go(link: string, looks: boolean): Promise<boolean> {
    const turn = ++this.turn;
    const { notices, more, ...target } = parse_link(link, this.session.demos);
    const opened = await this.session.open(target).then(
      () => true,
      (error: unknown) => this.keep(target, error),
    );
    for (const notice of notices) this.session.notice.emit(notice);
    if (!opened || turn !== this.turn) return true;
    if (looks) this.session.sight.look_at(more.outlook);
    if (more.speed !== null) await this.session.set_speed(more.speed);
    if (more.aim !== null) await this.land(more.aim, target);
    return more.plays ?? more.aim === null;
  }

  /** What is open stays where it is in the browser's history, to be found again. */
  private leave(): void {
    this.visits.keep(this.here, this.left());
  }

  private async left(): Promise<LeftRun | null> {
    const { session } = this;
    const { playing } = session;
    if (session.demo === null || !session.metrics.step) return null; // step 0 is opened as fast
    return { outlook: session.sight.now, playing, run: await save(session) };
  }

  /** Back or Forward, or to another link. */
  private async travel(): Promise<boolean> {
    this.leave();
    this.come_to(entry_of(history.state));
    const left = await this.visits.at(this.here);
    if (left === null) return this.follow();
    this.forget();
    ++this.turn;
    this.returning = true;
    try {
      await this.session.become(left.run);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return this.follow();
    } finally {
      this.returning = false;
    }
    this.session.sight.look_at(left.outlook);
    if (left.playing) await this.session.play();
    return false;
  }

  /** Goes to where a link leads within the run that was just opened. */
  private async land(aim: NonNullable<More['aim']>, target: Target): Promise<void> {
    const { session } = this;
    const turn = this.turn;
    const work =
      aim.state !== null
        ? restore(session, aim.state)
        : this.watch(
            aim.step,
            (at) => repeat(session, aim, target.written ?? {}, at),
            () => session.attempt(session.pause()),
          );
    const notice = await work;
    if (turn !== this.turn) return; // somewhere else meanwhile
    this.landed = { settings: this.fragment(), step: session.metrics.step ?? 0 };
    session.notice.emit(notice);
  }

  /**
   * What cannot be built is refused with a sentence; the visitor keeps what was open, or gets the preset without the
   * link's own values, or the bare demo, or the first.
   */
  private async keep(target: Target, error: unknown): Promise<false> {
    if (!(error instanceof Refused)) throw error;
    const { session } = this;
    const preset = target.preset === null ? [] : [`#${target.demo}?preset=${target.preset}`];
    for (const link of [...preset, `#${target.demo}`, welcome]) {
      if (session.demo !== null) break;
      const { notices: _, more: __, ...other } = parse_link(link, session.demos);
      await session.open(other).catch((again: unknown) => {
        if (!(again instanceof Refused)) throw again;
      });
    }
    this.session.notice.emit(error.notice);
    this.write();
    return false;
  }

  /** Browsers may refuse: too many in a row, a frame that may not. The page works all the same, at another address. */
  private put(way: 'pushState' | 'replaceState', state: unknown, address: string): void {
    try {
      history[embedding ? 'replaceState' : way](state, '', address); // a frame's steps are not its page's
    } catch {
      // The share link is right none the less.
    }
    this.known = location.hash;
  }

  private come_to(entry: string | null): void {
    this.here = entry ?? new_entry();
    if (entry === null) this.put('replaceState', { entry: this.here }, location.href);
    this.known = location.hash;
  }

  private push(fragment: string): void {
    this.here = new_entry();
    this.put('pushState', { entry: this.here }, fragment);
  }

  private fragment(): string {
    return settings_fragment(this.session);
  }

  private whole(fragment: string): string {
    return new URL(fragment, location.href.replace(/[?#].*$/, '')).href;
  }

  private write_soon(): void {
    this.timer ??= setTimeout(() => this.write(), milliseconds_between_writes);
  }

  private write(): void {
    this.forget();
    // While a link is followed, or was, and the browser has not said so yet, the address is ahead of what is open.
    if (this.following > 0 || location.hash !== this.known) return;
    const { landed, session } = this;
    if (landed?.settings === this.fragment() && landed.step === (session.metrics.step ?? 0)) return;
    // A bare address stays bare while nothing differs from what it opens.
    const bare = location.hash === '' && this.fragment() === welcome;
    if (!bare && this.fragment() !== location.hash) this.put('replaceState', history.state, this.fragment());
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
