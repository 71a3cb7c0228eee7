// Whoever follows a link sees a network learn at once. A script that acts takes over from step 0, so its runs repeat.
import type { Session } from '../run/session.ts';

/** How long a demo that was just opened stands still before it begins to train by itself. */
const milliseconds_before = 500;

export class Welcome {
  private state: 'waiting' | 'training' | 'over' = 'over';
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
    const visitor_acts = (): void => void (this.state = 'over');
    for (const kind of ['pointerdown', 'keydown', 'drop']) addEventListener(kind, visitor_acts, { capture: true });
  }

  /** Trains soon after `trains` says that it should, unless somebody acts before. */
  begin(trains: Promise<boolean>): void {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    this.state = 'waiting';
    void trains.then((wanted) => {
      if (turn === this.turn && wanted) this.timer = setTimeout(() => this.train(), milliseconds_before);
    });
  }

  /** Resolves when the page is as it was when it opened, if it trained by itself. */
  async end(): Promise<void> {
    const was = this.state;
    this.state = 'over';
    if (was === 'training') await this.session.reset();
  }

  private train(): void {
    if (this.state !== 'waiting') return;
    this.state = 'training';
    this.session.attempt(this.session.play());
  }
}
