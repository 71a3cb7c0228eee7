// Single steps, one after the other: none is lost where a step takes longer than the next press comes.
import type { Session } from './session.ts';

export class Stepper {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  /** Changes when whoever asked for steps has thought better of it. */
  private course = 0;
  private readonly session: Pick<Session, 'run'>;

  constructor(session: Pick<Session, 'run' | 'opened' | 'pacing' | 'changing'>) {
    this.session = session;
    const give_up = (): void => void ++this.course;
    session.opened.on(give_up);
    session.pacing.on(give_up);
    session.changing.on(({ kind }) => kind === 'reset' && give_up());
  }

  /** One more step, after those that were asked for. A key that is `held` asks for the next when the last one is made. */
  async step(held = false): Promise<void> {
    if (held && this.waiting > 0) return;
    const { course } = this;
    const next = this.last.then(() => (course === this.course ? this.session.run(1) : null));
    this.last = next.catch(() => {}); // of a failure hears who asked for it
    ++this.waiting;
    await next.finally(() => --this.waiting);
  }
}
