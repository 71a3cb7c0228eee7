// A demo or preset of the start page: a run that trains when it has its turn, and a small picture of what it has learned.
import type { ViewSpec } from '../base/protocol.ts';
import { sleep } from '../base/sleep.ts';
import { theme } from '../base/theme.ts';
import { holds } from '../run/holds.ts';
import { save } from '../run/keeping.ts';
import type { SavedRun } from '../run/saved_run.ts';
import type { Session } from '../run/session.ts';
import type { Target } from '../run/target.ts';
import { unpack, type ViewData } from '../run/view_data.ts';
import { css, type Inks } from './inks.ts';
import { painters } from './painters.ts';

const frame_ms = 60; // between two pictures
const writing_ms = 1000; // for a text to be written down once training rests
const paces = 4; // as many times as fast as the preset's own pace: a turn is short

export class Exhibit {
  /** How many it has had. */
  turns = 0;
  private spec: ViewSpec | undefined;
  private view: ViewData | null = null;
  private saved: SavedRun | null = null;
  private readonly target: Target;
  private readonly canvas: HTMLCanvasElement;
  private readonly goes_on: boolean;
  private readonly inks: () => Inks;

  /** One that `goes_on` continues in every turn where the last one ended; others begin anew. */
  constructor(target: Target, canvas: HTMLCanvasElement, goes_on: boolean, inks: () => Inks) {
    this.target = target;
    this.canvas = canvas;
    this.goes_on = goes_on;
    this.inks = inks;
  }

  /** Whether it has had as many turns as it gets without being asked for. */
  is_done(): boolean {
    return this.turns >= (this.goes_on ? 20 : 1);
  }

  /** Whether its picture moves also while nothing is learned. */
  moves(): boolean {
    return this.spec?.kind === 'stage' && !theme().still;
  }

  /** Trains in `session` for so long, or until it is no longer `wanted`. Rejects with Refused where that cannot be. */
  async take_turn(session: Session, seconds: number, wanted: () => boolean): Promise<void> {
    ++this.turns;
    if (this.saved) await session.become(this.saved);
    else await session.open(this.target);
    this.spec = session.demo?.views.find(({ kind, when }) => kind in painters && holds(when, session.values));
    const end = performance.now() + 1000 * seconds;
    for (let steps = 1, last = -1; wanted() && performance.now() < end; ) {
      const began = performance.now();
      const step = (await session.run(steps)).step ?? 0;
      if (step === last) break; // it has come to its end
      last = step;
      if (!theme().still) await this.look(session);
      const took = performance.now() - began;
      const most = session.speed > 0 ? Math.max(1, (paces * session.speed * frame_ms) / 1000) : Infinity;
      steps = Math.max(1, Math.round(Math.min(most, steps * Math.min(2, Math.max(0.5, frame_ms / took)))));
      if (took < frame_ms) await sleep(frame_ms - took);
    }
    if (theme().still) await this.look(session);
    for (const late = performance.now() + writing_ms; this.view?.options.writing === true && wanted() && performance.now() < late; ) {
      await sleep(frame_ms);
      await this.look(session);
    }
    if (this.goes_on) this.saved = await save(session);
  }

  /** `moment` in seconds, for pictures that move. */
  paint(moment = 0): void {
    const { canvas, spec, view } = this;
    const painter = spec && painters[spec.kind];
    const context = canvas.getContext('2d');
    if (!painter || !view || !context) return;
    const width = Math.round(canvas.clientWidth * devicePixelRatio);
    const height = Math.round(canvas.clientHeight * devicePixelRatio);
    if (width === 0 || height === 0) return;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const inks = this.inks();
    context.fillStyle = css(inks.card);
    context.fillRect(0, 0, width, height);
    painter({ context, width, height, inks, moment }, view);
  }

  private async look(session: Session): Promise<void> {
    if (!this.spec) return;
    this.view = unpack(this.spec.name, await session.view(this.spec.name));
    this.paint(performance.now() / 1000);
  }
}
