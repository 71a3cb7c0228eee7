import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused, Trainer, TrainerLost } from './trainer.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** Stands for a browser's worker: keeps what it is sent, and says what a test makes it say. */
class FakeWorker {
  static made: FakeWorker[] = [];
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  sent: ToWorker[] = [];
  terminated = false;

  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(message: object): void {
    this.onmessage?.({ data: { kind: 'message', json: JSON.stringify(message), bytes: null } });
  }
  started(): void {
    this.say({ type: 'catalogue', demos: [] });
  }
  fail(): void {
    this.onerror?.({ message: 'trap', preventDefault() {} });
  }
  pings = (): number => this.sent.filter(({ kind }) => kind === 'ping').length;
}

const address = { module: 'm', wasm: 'w' };
const modules = { simd: address, relaxed: address, 'relaxed-mt': address };
const worker = (): FakeWorker => FakeWorker.made.at(-1) as FakeWorker;

let trainer: Trainer;
let lost: boolean[];
let started: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => {}) } });
  FakeWorker.made = [];
  trainer = new Trainer(
    [
      { build: 'relaxed', threads: 1 },
      { build: 'simd', threads: 1 },
    ],
    modules,
  );
  lost = [];
  trainer.lost.on(({ again, started: once }) => {
    lost.push(again);
    started = once;
  });
  trainer.start();
});

describe('a trainer', () => {
  it('gives answers to who asked', async () => {
    worker().started();
    const first = trainer.request({ type: 'play' });
    const second = trainer.request({ type: 'history' });
    worker().say({ type: 'reply', id: 2, ok: true, result: 'second' });
    worker().say({
      type: 'reply',
      id: 1,
      ok: false,
      notice: { level: 'warning', key: 'notice.nothing_open', arguments: {} },
    });
    await expect(second).resolves.toBe('second');
    await expect(first).rejects.toThrow(Refused);
  });

  it("gives the worker's own answers to who asked, whichever comes first", async () => {
    worker().started();
    const looking = trainer.ask_gpu({ kind: 'gpu_look' });
    const timing = trainer.ask_gpu({ kind: 'gpu_times' });
    worker().onmessage?.({ data: { kind: 'gpu_times', times: null } });
    worker().onmessage?.({ data: { kind: 'gpu_seen', adapter: 'a card', half: false } });
    await expect(timing).resolves.toMatchObject({ times: null });
    await expect(looking).resolves.toMatchObject({ adapter: 'a card' });
    const lost_with_it = trainer.ask_gpu({ kind: 'gpu_look' });
    worker().fail();
    await expect(lost_with_it).rejects.toThrow(TrainerLost);
  });

  it('is started again when its worker fails, and tells who waits', async () => {
    worker().started();
    const waiting = trainer.request({ type: 'run', steps: 1 });
    worker().fail();
    await expect(waiting).rejects.toThrow(TrainerLost);
    expect(lost).toEqual([true]);
    expect(FakeWorker.made).toHaveLength(2);
    expect(FakeWorker.made[0]?.terminated).toBe(true);
  });

  it('is started again when it does not answer, however busy', () => {
    worker().started();
    vi.advanceTimersByTime(29_000);
    worker().onmessage?.({ data: { kind: 'pong' } });
    vi.advanceTimersByTime(30_000);
    expect(lost).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(lost).toEqual([true]);
  });

  it('has ten minutes for a step where its death would be told', () => {
    worker().started();
    worker().onmessage?.({ data: { kind: 'locked' } });
    vi.advanceTimersByTime(9.9 * 60_000);
    expect(lost).toEqual([]);
    vi.advanceTimersByTime(30_000);
    expect(lost).toEqual([true]);
  });

  it.each(['x\ud800', '\udfff', '\\\ud83e'])('refuses half a character, %j, which it could not answer', async (half) => {
    worker().started();
    const asked = worker().sent.length;
    for (const message of [
      { type: 'set', values: { data: half } },
      { type: 'set', written: { [half]: '1' } },
      { type: 'view', name: half },
    ])
      await expect(trainer.request(message)).rejects.toThrow(Refused);
    expect(worker().sent).toHaveLength(asked);
    const whole = trainer.request({ type: 'set', values: { data: '🦊 \\ud800 \ufffd' } });
    worker().say({ type: 'reply', id: 4, ok: true, result: 'taken' });
    await expect(whole).resolves.toBe('taken');
  });

  it('does not count the time for which the page slept', () => {
    worker().started();
    vi.advanceTimersByTime(25_000);
    const pings = worker().pings();
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    vi.advanceTimersByTime(10_000);
    expect(worker().pings()).toBeGreaterThan(pings);
    expect(lost).toEqual([]);
  });

  it('gives up after three deaths in a minute', () => {
    for (let death = 0; death < 3; ++death) {
      worker().started();
      worker().fail();
    }
    expect(lost).toEqual([true, true, false]);
    expect(started).toBe(true);
    expect(FakeWorker.made).toHaveLength(3);
  });

  it('forgets deaths of long ago', () => {
    for (let death = 0; death < 5; ++death) {
      worker().started();
      worker().fail();
      vi.advanceTimersByTime(31_000);
      worker().started();
      vi.advanceTimersByTime(1);
    }
    expect(lost).not.toContain(false);
  });

  it('takes the next build where one cannot start', () => {
    worker().fail();
    expect(trainer.choice.build).toBe('simd');
    worker().fail();
    worker().fail();
    worker().fail();
    expect(lost.at(-1)).toBe(false);
    expect(started).toBe(false);
  });
});
