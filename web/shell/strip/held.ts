// What has become of the run, once it has been so for a moment: what comes and goes is not said.
import type { Situation } from '../base/protocol.ts';

const milliseconds = 600;

export class Held {
  /** Its step stays as it was first said: a sentence does not change under its reader. */
  now: Situation;
  private newest: Situation;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private readonly changed: () => void;

  /** `changed` is called when `now` has become another with nobody asking. */
  constructor(now: Situation, changed: () => void) {
    this.now = this.newest = now;
    this.changed = changed;
  }

  begin(now: Situation): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.now = this.newest = now;
  }

  take(situation: Situation): void {
    this.newest = situation;
    if (situation.kind === 'training' || situation.kind === this.now.kind) {
      return this.begin(situation.kind === 'training' ? situation : this.now);
    }
    this.waiting ??= setTimeout(() => {
      this.begin(this.newest);
      this.changed();
    }, milliseconds);
  }
}
