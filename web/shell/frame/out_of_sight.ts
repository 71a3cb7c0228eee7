// A frame that is scrolled out of sight, or in a tab behind, pauses, and goes on when it is seen again.
import type { Session } from '../run/session.ts';

export class OutOfSight {
  /** What trains does so for a script, which may want it out of sight too. */
  for_script = false;
  private intersects = false;
  /** To train as soon as it is seen. */
  private waiting = false;
  private readonly session: Session;

  constructor(session: Session, stage: Element) {
    this.session = session;
    new IntersectionObserver(([entry]) => {
      this.intersects = entry?.isIntersecting ?? false;
      this.look();
    }).observe(stage);
    document.addEventListener('visibilitychange', () => this.look());
  }

  /** Trains, now or as soon as it is seen. */
  play_in_sight(): void {
    this.waiting = true;
    this.look();
  }

  private look(): void {
    const { session } = this;
    const seen = this.intersects && !document.hidden;
    if (seen && this.waiting) {
      this.waiting = false;
      session.attempt(session.play());
    } else if (!seen && session.playing && !this.for_script) {
      this.waiting = true;
      session.attempt(session.pause());
    }
  }
}
