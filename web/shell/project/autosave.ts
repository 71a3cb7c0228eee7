// Keeps the run that is open in the browser's storage, so that a closed tab, a crash or a flat battery costs seconds of
// training. Every page has an entry of its own there, which it holds by a lock as long as it lives.
import { set_stored, stored } from '../base/stored.ts';
import { save } from '../run/keeping.ts';
import { type OwnFile, uses_own_file } from '../run/own_file.ts';
import type { SavedRun } from '../run/saved_run.ts';
import type { Session } from '../run/session.ts';
import { Refused, TrainerLost } from '../worker/trainer.ts';
import type { KeptRun, Store } from './store.ts';

const milliseconds_paused = 500;
const milliseconds_playing = 3000;
const milliseconds_to_let_go = 5000;
const tab_key = 'gradlab-run';
const seconds_watched = 10; // of training that began by itself: then it is worth keeping, too

const lock_of = (id: string): string => `gradlab-run-${id}`;
const new_id = (): string => [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('');

/** Entries that living pages hold; none where the browser has no locks. */
async function held(): Promise<Set<string>> {
  const locks = await navigator.locks?.query().catch(() => null);
  const names = (locks?.held ?? []).map((lock) => lock.name ?? '');
  const prefix = lock_of('');
  return new Set(names.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length)));
}

/** What this tab's entry was called before the page was loaded anew, and is from now on. */
function tab_entry(id: string): string | null {
  const before = stored(tab_key, 'sessionStorage');
  set_stored(tab_key, id, 'sessionStorage');
  return before;
}

/** Resolves when no page holds the entry: one that is just being left lets go of it a little later. */
async function let_go(id: string): Promise<void> {
  const signal = AbortSignal.timeout(milliseconds_to_let_go);
  await navigator.locks?.request(lock_of(id), { signal }, () => {}).catch(() => {});
}

export class Autosave {
  private id = '';
  private readonly before: string | null;
  private release = (): void => {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = 0;
  private writing: Promise<void> = Promise.resolve();
  /** What was written last, told in brief. */
  private written = '';
  private written_file: OwnFile | null = null;
  private has_failed = false;
  /** A visitor or a script did something. */
  private is_wanted = false;
  private readonly session: Session;
  private readonly store: Store;

  constructor(session: Session, store: Store) {
    this.session = session;
    this.store = store;
    const id = new_id();
    this.before = tab_entry(id);
    this.hold(id);
    for (const kind of ['pointerdown', 'keydown', 'drop', 'paste']) addEventListener(kind, () => this.want(), { capture: true });
    session.changed.on(() => this.keep_in(session.playing ? milliseconds_playing : milliseconds_paused));
    document.addEventListener('visibilitychange', () => document.hidden && this.keep());
  }

  /** From now on this page's run is worth keeping. */
  want(): void {
    this.is_wanted = true;
  }

  /** Runs of pages that are gone, the newest first. */
  async left(): Promise<KeptRun[]> {
    if (this.before) await let_go(this.before);
    const alive = await held();
    const runs = await this.store.list().catch(() => []);
    return runs.filter(({ id }) => !alive.has(id));
  }

  /** This page's entry is from now on that of a run that it goes on with. */
  adopt(id: string): void {
    this.hold(id);
    this.want();
  }

  /** Keeps the run at once; false where the browser does not. */
  async keep_now(): Promise<boolean> {
    this.want();
    this.keep();
    await this.writing;
    return !this.has_failed;
  }

  /** The run that this tab had before the page was loaded anew. */
  async left_here(): Promise<KeptRun | undefined> {
    return (await this.left()).find(({ id }) => id === this.before);
  }

  /** Nothing is kept of what was until now. */
  async forget(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.is_wanted = false;
    await this.writing;
    await this.store.forget();
    this.written = '';
    this.written_file = null;
  }

  private hold(id: string): void {
    this.release();
    this.id = id;
    const let_go = new Promise<void>((resolve) => (this.release = resolve));
    navigator.locks?.request(lock_of(id), () => let_go).catch(() => {}); // forbidden: other pages may then offer this run
  }

  /** Or sooner, if that is due already. */
  private keep_in(wait: number): void {
    if (this.timer !== undefined && wait >= this.wait) return;
    clearTimeout(this.timer);
    this.wait = wait;
    this.timer = setTimeout(() => this.keep(), wait);
  }

  private keep(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { demo, given_up, metrics, course } = this.session;
    const is_worth_it = this.is_wanted || (metrics.seconds ?? 0) > seconds_watched;
    if (demo === null || given_up || !is_worth_it || course.away) return; // what is kept stays of the present
    this.writing = this.writing.then(() => this.write()).catch((error: unknown) => this.failed(error));
  }

  private async write(): Promise<void> {
    const run = await this.now();
    const { state: _, file, ...told } = run;
    const brief = JSON.stringify({ ...told, file: file?.name });
    if (brief === this.written && file === this.written_file) return;
    const bytes = file && file !== this.written_file ? await file.bytes() : null;
    try {
      await this.store.put(this.id, run, bytes);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
      await this.store.prune(await held(), 0); // older runs make room
      await this.store.put(this.id, run, bytes);
    }
    Object.assign(this, { written: brief, written_file: file, has_failed: false });
    await this.store.prune(await held());
  }

  /** Before the first step there is nothing but values to keep. */
  private async now(): Promise<SavedRun> {
    const { demo, preset, values, speed, metrics, file } = this.session;
    if (metrics.step) return save(this.session);
    const own = uses_own_file(values) ? file : null;
    return { demo: demo?.id ?? '', preset, values: { ...values }, speed, file: own, state: null, step: 0, hash: null };
  }

  /** Said once, until it works again. */
  private failed(error: unknown): void {
    if (error instanceof TrainerLost || error instanceof Refused || this.has_failed) return;
    if (!(error instanceof DOMException)) return reportError(error);
    this.has_failed = true;
    const is_full = error.name === 'QuotaExceededError';
    this.session.notice.emit({
      level: 'warning',
      key: is_full ? 'notice.storage_full' : 'notice.storage_refused',
      arguments: {},
    });
  }
}
