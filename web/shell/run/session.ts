// What the page knows of the run: the demo that is open, its values, how far it is. All changes go through here.
import type { Course, Demo, DeviceKind, DeviceState, Frame, Message, Metrics, Notice, Result, Situation, Values, Written } from '../base/protocol.ts';
import { Signal } from '../base/signal.ts';
import { type Answer, type Checkpoint, type DrawnFrame, next_start, Refused, type Trainer, TrainerLost } from '../worker/trainer.ts';
import type { Assets } from './assets.ts';
import { type Change, is_look } from './change.ts';
import { differing } from './differing.ts';
import type { Columns } from './history.ts';
import { leave_past } from './leave_past.ts';
import type { Target } from './target.ts';
import type { OwnFile } from './own_file.ts';
import { bring_back, type Brought, type SavedRun } from './saved_run.ts';
import { Sight } from './sight.ts';
import { Superseded } from './superseded.ts';
import { Supply } from './supply.ts';

const nothing_to_say: Situation = { kind: 'training', step: 0 };

export class Session {
  /** Anything below has changed. */
  readonly changed = new Signal();
  readonly frame = new Signal<DrawnFrame>();
  readonly notice = new Signal<Notice>();
  /** The key of notices that are over. */
  readonly withdrawn = new Signal<string>();
  /** Before it is asked for. */
  readonly changing = new Signal<Change>();
  readonly pacing = new Signal(); // somebody plays or pauses
  /** A demo was opened; `by_script` if not by following a link. */
  readonly opened = new Signal<{ by_script: boolean }>();
  readonly sight = new Sight();

  demos: readonly Demo[] = [];
  demo: Demo | null = null;
  preset: string | null = null;
  values: Values = {};
  written: Written = {};
  playing = false;
  metrics: Metrics = {};
  /** Of parameters that follow the visitor's data. */
  rows: Frame['rows'] = {};
  course: Course = { first: 0, last: 0, away: false, kept: false };
  situation: Situation = nothing_to_say;
  device: DeviceState = { kind: 'cpu' };
  speed = 0; // steps per second; 0: as fast as it can
  file: OwnFile | null = null;
  /** Gone for good: it died too often. */
  given_up = false;

  private watched: string[] = [];
  /** Looks still to be answered whatever the revision: the frame on its way may lack the views that are watched now. */
  private stale_frames = 0;
  private checkpoint: Checkpoint | null = null;
  private alive: Promise<void>;
  /** Ends the wait of a demo that is about to open. */
  private supersede = (): void => {};
  private readonly trainer: Trainer;
  private readonly supply: Supply;

  constructor(trainer: Trainer, assets: Pick<Assets, 'get'>) {
    this.trainer = trainer;
    this.supply = new Supply(trainer, assets);
    this.alive = next_start(trainer);
    trainer.catalogue.on(({ demos }) => void (this.demos = demos));
    trainer.frame.on((drawn) => this.take_frame(drawn));
    trainer.notice.on((notice) => this.notice.emit(notice));
    trainer.lost.on(({ again, started }) => (again ? this.recover() : this.give_up(started)));
    trainer.checkpoint.on((checkpoint) => void (this.checkpoint = checkpoint));
    trainer.start();
  }

  /** Awaits what a visitor asked for: a refusal becomes a notice. Of a death the page tells by itself. */
  attempt(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (error instanceof Refused) this.notice.emit(error.notice);
      else if (!(error instanceof TrainerLost || error instanceof Superseded)) throw error;
    });
  }

  /** Resolves when the trainer can take messages. */
  ready = (): Promise<void> => this.alive;

  /** Opens what a link asks for, paused at step 0. Rejects with Superseded if another demo is asked for while data loads. */
  async open(target: Target, { by_script = false } = {}): Promise<void> {
    this.supersede();
    const superseded = new Promise<never>((_, reject) => (this.supersede = () => reject(new Superseded())));
    await Promise.race([this.alive, superseded]);
    await this.farewell();
    const { preset, ...asked } = target;
    const result = (await this.supply.ask({ type: 'open', ...asked }, superseded)) as Result;
    const demo = this.demos.find(({ id }) => id === asked.demo) ?? null;
    const pace = (demo?.presets.find(({ id }) => id === preset) ?? demo)?.steps_per_second ?? 0;
    await this.begin(result, { demo, preset, file: null }, pace, by_script);
  }

  /** Goes on from a run that was saved, paused. Rejects where that cannot be; what is open is then no longer what was. */
  async become(saved: SavedRun): Promise<void> {
    this.supersede();
    await this.alive;
    await this.farewell();
    const demo = this.demos.find(({ id }) => id === saved.demo);
    if (demo === undefined)
      throw new Refused({ level: 'warning', key: 'notice.unknown_demo', arguments: { name: saved.demo } });
    const preset = demo.presets.find(({ id }) => id === saved.preset)?.id ?? null;
    const result = await this.bring_back(saved, demo, preset);
    await this.begin(result, { demo, preset, file: saved.file }, saved.speed, true);
  }

  /** Tells that what is open is about to go. Whoever then writes it down is heard by the trainer before the next run is. */
  private async farewell(): Promise<void> {
    this.changing.emit({ kind: 'open' });
    await this.alive;
  }

  /** Returns what was refused. */
  async set(values: Values, written: Written = {}): Promise<Notice[]> {
    await leave_past(this);
    this.changing.emit({ kind: 'set', names: Object.keys({ ...values, ...written }) });
    return this.take((await this.request({ type: 'set', values, written })) as Result);
  }

  /** What a visitor did in a view. Returns what was refused. */
  async input(event: Message, bytes: ArrayBuffer | null = null): Promise<Notice[]> {
    if (!is_look(event)) await leave_past(this);
    this.changing.emit({ kind: 'input', event });
    return this.take((await this.request({ ...event, type: 'input' }, bytes)) as Result);
  }

  /** What is in the visitor's own files, by an input that does not train on them. Rejects with why they are of no use. */
  async inspect<Told>(files: { kind: string; [field: string]: unknown }, bytes: ArrayBuffer | null = null): Promise<Told> {
    return (await this.request({ ...files, type: 'input' }, bytes)) as Told;
  }

  /** Trains on `file`, of which the trainer is told by `use` and `bytes`. Returns what was refused. */
  async use(file: OwnFile, use: Message, bytes: ArrayBuffer | null): Promise<Notice[]> {
    const refused = await this.input(use, bytes);
    this.file = file;
    this.changed.emit();
    return refused;
  }

  play = (): Promise<void> => this.pace(true);
  pause = (): Promise<void> => this.pace(false);

  private async pace(playing: boolean): Promise<void> {
    this.pacing.emit();
    if (playing) await leave_past(this);
    await this.request({ type: playing ? 'play' : 'pause' });
    this.update({ playing });
  }

  /** Back to step 0, paused. */
  async reset(): Promise<void> {
    await leave_past(this);
    this.changing.emit({ kind: 'reset' });
    const [, metrics] = (await Promise.all([this.request({ type: 'pause' }), this.request({ type: 'reset' })])) as [unknown, Metrics];
    this.checkpoint = null;
    this.update({ playing: false, metrics });
  }

  /** Trains exactly `steps` more steps, then pauses. */
  async run(steps: number): Promise<Metrics> {
    await leave_past(this);
    const metrics = (await this.request({ type: 'run', steps })) as Metrics;
    this.update({ playing: false, metrics });
    return metrics;
  }

  async set_speed(steps_per_second: number): Promise<void> {
    this.update({ speed: steps_per_second });
    await this.request({ type: 'speed', steps_per_second });
  }

  /** Trains there from now on. The worker must have started the graphics card. */
  async train_on(kind: DeviceKind): Promise<void> {
    await this.request({ type: 'device', kind });
    this.update({ device: { kind } });
  }

  history = (): Promise<Columns> => this.request({ type: 'history' }) as Promise<Columns>;
  view = (name: string): Promise<DrawnFrame> => this.request({ type: 'view', name }) as Promise<DrawnFrame>;

  /** Does what a notice's button offers. */
  async act(message: Message): Promise<void> {
    await this.request(message);
    this.look();
  }

  /** The views on screen, whose data frames are to carry. */
  watch(views: string[]): void {
    this.watched = views;
    this.stale_frames = 2;
    this.look();
  }

  /** Asks for the next frame newer than `revision`. A page that shows nothing does not ask, and nothing is sent. */
  look(revision = -1): void {
    if (this.demo === null || document.hidden) return;
    const newer_than = this.stale_frames > 0 ? -1 : revision;
    this.stale_frames = Math.max(0, this.stale_frames - 1);
    this.trainer.send({ type: 'look', views: this.watched, revision: newer_than });
  }

  /** Resolves when `metrics` and the rest tell of everything asked for so far, whether anyone looks or not. */
  async up_to_date(): Promise<void> {
    this.take_state(((await this.request({ type: 'view', name: '' })) as DrawnFrame).frame);
  }

  /** What the trainer answers to `message`, with its bytes. */
  async fetch(message: Message): Promise<Answer> {
    await this.alive;
    return this.trainer.fetch(message);
  }

  /** What the trainer answers to `message`. */
  async request(message: Message, bytes: ArrayBuffer | null = null): Promise<unknown> {
    await this.alive;
    return this.tell(message, bytes);
  }

  /** As request, of a trainer that is just being brought to where one was. */
  private tell(message: Message, bytes: ArrayBuffer | null = null): Promise<unknown> {
    return bytes === null ? this.supply.ask(message) : this.trainer.request(message, bytes);
  }

  private bring_back(run: Brought, demo: Demo, preset: string | null): Promise<Result> {
    const initial = demo.presets.find(({ id }) => id === preset)?.values ?? {};
    return bring_back(run, initial, (...asked) => this.tell(...asked));
  }

  /** What was just opened stands as `result` tells. */
  private async begin(result: Result, opened: Pick<Session, 'demo' | 'preset' | 'file'>, speed: number, by_script: boolean): Promise<void> {
    Object.assign(this, opened, { playing: false, metrics: {}, rows: {}, situation: nothing_to_say, checkpoint: null });
    this.keep(result);
    this.speed = speed;
    this.opened.emit({ by_script });
    this.take(result);
    await this.set_speed(speed);
    this.look();
  }

  private update(state: Partial<Pick<Session, 'playing' | 'metrics' | 'rows' | 'speed' | 'values' | 'course' | 'situation' | 'device' | 'given_up'>>): void {
    Object.assign(this, state);
    this.changed.emit();
  }

  private keep({ values = this.values, written = this.written }: Result): void {
    Object.assign(this, { values, written });
  }

  private take({ notices = [], ...values }: Result): Notice[] {
    for (const notice of notices) this.notice.emit(notice);
    this.keep(values);
    this.changed.emit();
    return notices;
  }

  private take_frame(drawn: DrawnFrame): void {
    if (drawn.frame.demo !== this.demo?.id) return;
    this.take_state(drawn.frame);
    this.frame.emit(drawn);
  }

  private take_state({ values, playing, metrics, rows, course, situation, device }: Frame): void {
    this.update({ values, playing, metrics, rows, course, situation, device });
  }

  private give_up(started: boolean): void {
    this.update({ playing: false, given_up: true });
    this.notice.emit({ level: 'error', key: started ? 'notice.trainer_gave_up' : 'notice.trainer_missing', arguments: {} });
  }

  private recover(): void {
    this.alive = next_start(this.trainer).then(() => this.revive());
    this.alive.catch(() => {}); // it died again meanwhile: that is being seen to
  }

  /** Brings a new trainer to where the last one was seen, or as near as it lets itself be brought. */
  private async revive(): Promise<void> {
    await this.rebuild().catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      this.notice.emit(error.notice);
    });
    this.look();
  }

  private async rebuild(): Promise<void> {
    const { demo, preset, values, playing, file, checkpoint, device } = this;
    this.update({ device: { kind: 'cpu' } }); // what died on the graphics card would die there again
    if (demo === null) return;
    const base = checkpoint?.message.values ?? values;
    this.keep(await this.bring_back({ demo: demo.id, values: base, file, state: checkpoint?.bytes ?? null, hash: null }, demo, preset));
    const since = differing(values, base);
    if (Object.keys(since).length > 0) this.keep((await this.tell({ type: 'set', values: since })) as Result);
    if (this.speed > 0) this.trainer.send({ type: 'speed', steps_per_second: this.speed });
    if (playing) await this.trainer.request({ type: 'play' });
    const key = device.kind === 'cpu' ? 'notice.trainer_restarted' : 'notice.trainer_restarted_on_cpu';
    this.notice.emit({ level: 'warning', key, arguments: { step: checkpoint?.message.step ?? 0 } });
  }
}
