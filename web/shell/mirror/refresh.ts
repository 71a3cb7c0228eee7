// Gets the data of views while somebody reads them: at once when the run stops, and at a pace that costs little.
import type { Session } from '../run/session.ts';
import { find_view, type ViewData } from '../run/view_data.ts';
import { Refused, TrainerLost } from '../worker/trainer.ts';

const milliseconds_between = 1000;
/** Getting them takes at most one part in so many of the time. */
const rest = 4;

export interface Reader {
  /** What is read now. */
  names(): string[];
  take(name: string, view: ViewData, step: number): void;
}

export class Refresh {
  private reading = false;
  private stale = false;
  private again = false;
  private running = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly session: Session;
  private readonly reader: Reader;

  constructor(session: Session, reader: Reader) {
    this.session = session;
    this.reader = reader;
    let playing = false;
    session.changed.on(() => {
      const stopped = playing && !session.playing;
      playing = session.playing;
      if (!this.reading) return;
      this.stale = true;
      if (stopped) this.now();
      else if (!this.running) this.timer ??= setTimeout(() => this.now(), milliseconds_between);
    });
  }

  start(): void {
    this.reading = true;
    this.now();
  }

  stop(): void {
    this.reading = false;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Reads everything anew, after the view that is being read just now. */
  now(): void {
    if (!this.reading) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.again = this.running;
    if (!this.running) void this.round();
  }

  private async round(): Promise<void> {
    const began = performance.now();
    this.running = true;
    do {
      this.again = this.stale = false;
      for (const name of this.reader.names()) if (!this.again) await this.read(name);
    } while (this.again && this.reading);
    this.running = false;
    if (!this.stale || !this.reading) return;
    const wait = Math.max(milliseconds_between, rest * (performance.now() - began));
    this.timer = setTimeout(() => this.now(), wait);
  }

  /** A view that is no longer there when it is asked for is not missed. */
  private async read(name: string): Promise<void> {
    const { session } = this;
    try {
      const drawn = await session.view(name);
      const view = find_view(name, drawn);
      if (view !== null && this.reading && drawn.frame.demo === session.demo?.id && this.reader.names().includes(name))
        this.reader.take(name, view, drawn.frame.metrics.step ?? 0);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof TrainerLost)) throw error;
    }
  }
}
