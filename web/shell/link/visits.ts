// The runs that Back and Forward lead to, as they were left: the last few of them.
import type { SavedRun } from '../run/saved_run.ts';
import type { Outlook } from '../run/sight.ts';

export interface LeftRun {
  run: SavedRun;
  playing: boolean;
  outlook: Outlook;
}

const most_runs = 12;
const most_bytes = 64 * 2 ** 20; // of their states

export class Visits {
  private readonly left = new Map<string, Promise<LeftRun | null>>();
  private readonly sizes = new Map<string, number>();

  /** `run` is what was left at an entry of the browser's history; null, or a rejection, where nothing is to be kept. */
  keep(entry: string, run: Promise<LeftRun | null>): void {
    this.forget(entry);
    const kept = run.catch(() => null);
    this.left.set(entry, kept);
    void kept.then((one) => {
      if (this.left.get(entry) !== kept) return;
      this.sizes.set(entry, one?.run.state?.byteLength ?? 0);
      this.make_room();
    });
  }

  /** How the run was left there, if it is still known. */
  async at(entry: string): Promise<LeftRun | null> {
    return (await this.left.get(entry)) ?? null;
  }

  private forget(entry: string): void {
    this.left.delete(entry);
    this.sizes.delete(entry);
  }

  private make_room(): void {
    const total = (): number => [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [oldest] of this.left) {
      if (this.left.size <= most_runs && total() <= most_bytes) break;
      this.forget(oldest);
    }
  }
}
