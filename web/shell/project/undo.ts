// Undo and redo of what a visitor changes. A change that only sets live values is taken back by setting them as they were,
// and training goes on. For one that begins anew, or that changes what was learned, the run is written down before it.
import { param_label } from '../base/names.ts';
import type { Message, Values } from '../base/protocol.ts';
import { Signal } from '../base/signal.ts';
import { text, text_or } from '../base/text.ts';
import { type Change, is_look } from '../run/change.ts';
import { differing } from '../run/differing.ts';
import { resume, save } from '../run/keeping.ts';
import type { SavedRun } from '../run/saved_run.ts';
import type { Session } from '../run/session.ts';

/** What is needed to take a change back. */
interface Entry {
  /** A text: what was changed. */
  what: string;
  /** Changes of the same within a moment are one. */
  key: string;
  time: number;
  values: Values;
  /** Null where values are all. */
  saved: Promise<SavedRun | null> | null;
  /** Of a drawing: the pad as it was. */
  drawing: Message | null;
}

const milliseconds_of_one = 700;
const most_entries = 100;
const most_bytes = 64 * 2 ** 20;

export class Undo {
  /** What can be undone or redone is another. */
  readonly changed = new Signal();
  private done: Entry[] = [];
  private undone: Entry[] = [];
  private is_busy = false;
  private last: Promise<void> = Promise.resolve();
  /** What is on the pads, by view. */
  private readonly pads = new Map<unknown, Message>();
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
    session.changing.on((change) => this.record(change));
    session.opened.on(() => this.is_busy || this.forget());
  }

  /** What the next undo, or redo, is of; null where there is nothing. */
  next(way: 'undo' | 'redo'): string | null {
    return (way === 'undo' ? this.done : this.undone).at(-1)?.what ?? null;
  }

  /** Takes the last change back, or makes it again, after what was asked for before. */
  async go(way: 'undo' | 'redo'): Promise<void> {
    const turn = this.last.then(() => this.take(way));
    this.last = turn.catch(() => {}); // of a failure hears who asked for it
    await turn;
  }

  private async take(way: 'undo' | 'redo'): Promise<void> {
    const [from, to] = way === 'undo' ? [this.done, this.undone] : [this.undone, this.done];
    const entry = from.at(-1);
    if (entry === undefined) return;
    this.is_busy = true;
    try {
      const { session } = this;
      const saved = await entry.saved;
      const values = { ...session.values };
      const now = saved && (await save(session));
      const drawing = entry.drawing && (this.pads.get(entry.drawing.view) ?? empty(entry.drawing));
      if (saved) await this.resume(saved);
      else if (entry.drawing) await session.input(this.drawn(entry.drawing));
      else await session.set(differing(entry.values, values));
      from.pop();
      to.push({ ...entry, time: 0, values, saved: now && Promise.resolve(now), drawing });
    } finally {
      this.is_busy = false;
      this.changed.emit();
    }
  }

  private async resume(saved: SavedRun): Promise<void> {
    const { playing } = this.session;
    await resume(this.session, saved);
    if (playing) await this.session.play();
  }

  private record(change: Change): void {
    const pad = change.kind === 'input' && change.event.kind === 'draw' ? change.event : null;
    if (this.is_busy || change.kind === 'open' || (change.kind === 'input' && is_look(change.event))) return;
    const key = key_of(change);
    const last = this.done.at(-1);
    const now = performance.now();
    const before = pad && (this.pads.get(pad.view) ?? empty(pad));
    if (pad) this.drawn(pad);
    if (last?.key === key && now - last.time < milliseconds_of_one) {
      last.time = now;
      return;
    }
    const saved = change.kind === 'weights' ? this.save(change.before) : pad === null && this.needs_state(change) ? this.save() : null;
    this.done.push({ what: this.what(change), key, time: now, values: { ...this.session.values }, saved, drawing: before });
    if (this.done.length > most_entries) this.done.shift();
    this.undone = [];
    this.changed.emit();
  }

  private drawn(pad: Message): Message {
    this.pads.set(pad.view, pad);
    return pad;
  }

  /** Null where the run cannot be written down: the change is then taken back by its values alone. */
  private async save(written = save(this.session)): Promise<SavedRun | null> {
    const saved = await written.catch(() => null);
    void this.make_room(); // once this one is among those that it counts
    return saved;
  }

  /** The oldest changes go, which then cannot be taken back any more. */
  private async make_room(): Promise<void> {
    const sizes = await Promise.all(this.done.map(async ({ saved }) => (await saved)?.state?.byteLength ?? 0));
    let bytes = sizes.reduce((sum, size) => sum + size, 0);
    for (const size of sizes) {
      if (bytes <= most_bytes || this.done.length <= 1) return;
      this.done.shift();
      bytes -= size;
    }
  }

  private needs_state(change: Change): boolean {
    if (change.kind !== 'set') return true;
    const params = this.session.demo?.params ?? [];
    return change.names.some((name) => !params.find((param) => param.name === name)?.live);
  }

  private what(change: Exclude<Change, { kind: 'open' }>): string {
    if (change.kind === 'input') return text_or(`undo.${String(change.event.kind)}`, text('undo.file'));
    if (change.kind !== 'set') return text(`undo.${change.kind}`);
    const [name = '', ...more] = change.names;
    return more.length > 0 ? text('undo.settings') : param_label(this.session.demo?.id ?? '', name);
  }

  private forget(): void {
    this.done = [];
    this.undone = [];
    this.pads.clear();
    this.changed.emit();
  }
}

const key_of = (change: Change): string =>
  change.kind === 'set' ? `set ${change.names.join()}` : change.kind === 'input' ? `input ${String(change.event.kind)}` : change.kind;
const empty = (pad: Message): Message => ({ ...pad, strokes: [] });
