// The steps that training has made, to look back to: any of them, all of them as a film, and on from there.
import type { Result } from '../base/protocol.ts';
import { sleep } from '../base/sleep.ts';
import { Signal } from '../base/signal.ts';
import { leave_past } from './leave_past.ts';
import type { Session } from './session.ts';

const film_seconds = 8; // from the first step to the last
const patience = 400; // milliseconds; then a later wish takes the place of a step that takes long
const slow = 250; // milliseconds; where a step takes longer, a film shows moments near the steps

const next_picture = (): Promise<unknown> => new Promise(requestAnimationFrame);

interface Wish {
  step: number;
  /** A moment shortly before will do. */
  near: boolean;
}

export class Timeline {
  /** What is wanted to be seen has changed, or the film has begun or ended. */
  readonly changed = new Signal();
  filming = false;

  /** Until it is seen. */
  private wish: Wish | null = null;
  private going: Promise<void> | null = null;
  /** The last step took long. */
  private is_slow = false;
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
    session.opened.on(() => this.stop());
  }

  /** The step that was asked for, until it is seen. */
  get wanted(): number | null {
    return this.wish?.step ?? null;
  }

  /**
   * Shows the run as it was at `step`, paused; where that takes long and it is only `passing`, as it was shortly before.
   * Of several wishes meanwhile the last one counts; all resolve with it.
   */
  async look_at(step: number, { passing = false } = {}): Promise<void> {
    this.wish = { step, near: passing && this.is_slow };
    this.changed.emit();
    await (this.going ??= this.go().finally(() => (this.going = null)));
  }

  /** Back to where training stands. */
  async present(): Promise<void> {
    await this.leave('present');
  }

  /** What is seen becomes the present: what was behind it is forgotten, unless that is undone. */
  async branch(): Promise<void> {
    await leave_past(this.session);
    await this.leave('branch');
  }

  /** Plays what has been from the step that is seen, or from the first; slowly at first, as most happens there. */
  async film(): Promise<void> {
    const { course, metrics } = this.session;
    const { first, last } = course;
    const from = course.away ? Math.sqrt(((metrics.step ?? first) - first) / (last - first)) : 0;
    const begun = performance.now();
    this.filming = true;
    this.changed.emit();
    try {
      for (let share = from; this.filming && share < 1; await next_picture()) {
        share = Math.min(1, from + (performance.now() - begun) / 1000 / film_seconds);
        await this.look_at(Math.round(first + (last - first) * share ** 2), { passing: true });
      }
    } finally {
      this.stop();
    }
  }

  stop(): void {
    this.filming = false;
    this.changed.emit();
  }

  private async leave(type: 'present' | 'branch'): Promise<void> {
    this.stop();
    await this.session.request({ type });
    await this.seen();
  }

  private async go(): Promise<void> {
    const asked: Promise<unknown>[] = [];
    try {
      for (let wish = this.wish; wish !== null; wish = this.wish === wish ? null : this.wish) {
        const arrival = this.ask(wish);
        asked.push(arrival);
        while (this.wish === wish && !(await Promise.race([arrival, sleep(patience)])));
      }
      await Promise.all(asked);
    } finally {
      this.wish = null;
    }
    await this.seen();
  }

  /** Resolves with true once it is seen. */
  private async ask({ step, near }: Wish): Promise<true> {
    const began = performance.now();
    await this.session.request({ type: 'goto', step, near });
    if (!near) this.is_slow = performance.now() - began > slow;
    return true;
  }

  /** The values may be those of another time. */
  private async seen(): Promise<void> {
    const { written } = (await this.session.request({ type: 'set', values: {} })) as Result;
    if (written) this.session.written = written;
    await this.session.up_to_date();
    this.session.look();
    this.changed.emit();
  }
}
