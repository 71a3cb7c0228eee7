// The runs of this visit: what each was set to, and what came of it.
import type { Metrics, Written } from '../base/protocol.ts';
import { Signal } from '../base/signal.ts';
import type { Columns } from '../run/history.ts';
import type { Session } from '../run/session.ts';

export interface PastRun {
  /** From 1, in the order in which they began. */
  number: number;
  demo: string;
  preset: string | null;
  file: string | null;
  written: Written;
  metrics: Metrics;
  history: Columns;
}

const most_runs = 50;
const fewest_steps = 10; // of a run that is worth a line

export class Runs {
  /** The list is another. */
  readonly changed = new Signal();
  private readonly past: PastRun[] = [];
  private number = 1;
  /** The run as it was before a change that may have ended it. */
  private before: Promise<PastRun | null> = Promise.resolve(null);
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
    session.changing.on(() => this.look_back());
    session.changed.on(() => void this.settle());
  }

  /** Those that are over, the last one first. */
  get list(): readonly PastRun[] {
    return this.past;
  }

  /** The one that is open. */
  async now(): Promise<PastRun | null> {
    const { demo, preset, file, written, metrics } = this.session;
    if (demo === null) return null;
    const history = await this.session.history();
    const { number } = this;
    return { number, demo: demo.id, preset, file: file?.name ?? null, written: { ...written }, metrics: { ...metrics }, history };
  }

  private look_back(): void {
    if ((this.session.metrics.step ?? 0) < fewest_steps) return;
    this.before = this.now().catch(() => null); // it is gone: there is nothing to look back at
  }

  /** If the run is another than it was before the change, that one is over. */
  private async settle(): Promise<void> {
    const run = await this.before;
    const { demo, metrics, course } = this.session;
    if (run === null || course.away || (demo?.id === run.demo && (metrics.step ?? 0) >= (run.metrics.step ?? 0))) return;
    this.before = Promise.resolve(null);
    if (this.past[0]?.number === run.number) return;
    this.past.unshift(run);
    this.past.splice(most_runs);
    ++this.number;
    this.changed.emit();
  }
}
