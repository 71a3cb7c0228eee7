import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message, Values } from '../base/protocol.ts';
import { FakeTrainer, open_session, told } from '../fixtures/fake_trainer.ts';
import { sample_demo, sample_frame, sample_param } from '../fixtures/samples.ts';
import type { Session } from '../run/session.ts';
import { Undo } from './undo.ts';

const demo = sample_demo({
  params: [sample_param('rate', { live: true, initial: 0.1, written: '0.1' }), sample_param('units', { live: false, initial: 4, written: '4' })],
});

/** A run whose state is a number: the step, and 100 for every lesson. */
class Learner extends FakeTrainer {
  values: Values = { rate: 0.1, units: 4 };
  state = 0;
  kept: number[] = [];
  strokes: unknown = [];

  override answer = (message: Message): unknown => {
    switch (message.type) {
      case 'open':
      case 'set':
        if (message.type === 'open' || (message.values as Values).units !== undefined) this.state = 0;
        Object.assign(this.values, message.values);
        return told(structuredClone(this.values));
      case 'input':
        if (message.kind === 'teach') this.state += 100;
        if (message.kind === 'draw') this.strokes = message.strokes;
        return told(structuredClone(this.values));
      case 'run':
        this.state += 1;
        return {};
      case 'reset':
        this.state = 0;
        return {};
      case 'keep':
        this.kept.push(this.state);
        return { values: structuredClone(this.values), step: this.state, hash: String(this.state) };
      case 'restore':
        this.state = this.restores.shift() ?? -1;
        return {};
      case 'view':
        return { frame: sample_frame({ values: structuredClone(this.values) }) };
    }
    return {};
  };
  restores: number[] = [];
}

let trainer: Learner;
let session: Session;
let undo: Undo;
let now: number;

beforeEach(async () => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000));
  trainer = new Learner();
  session = await open_session(trainer);
  session.demo = demo;
  undo = new Undo(session);
});

describe('undo', () => {
  it('of a live value sets it back, and training goes on', async () => {
    await session.set({ rate: 0.5 });
    await session.run(1);
    await undo.go('undo');
    expect([trainer.values.rate, trainer.state]).toEqual([0.1, 1]);
    expect(trainer.types()).not.toContain('restore');
    await undo.go('redo');
    expect([trainer.values.rate, trainer.state, undo.next('redo')]).toEqual([0.5, 1, null]);
  });

  it('of what begins anew brings the run back as it was, and redo that which was undone', async () => {
    await session.run(1);
    await session.set({ units: 8 });
    await session.run(1);
    await session.run(1);
    trainer.restores = [1];
    await undo.go('undo');
    expect([trainer.values.units, trainer.state]).toEqual([4, 1]);
    trainer.restores = [2];
    await undo.go('redo');
    expect([trainer.values.units, trainer.state]).toEqual([8, 2]);
  });

  it('of a lesson and of a reset brings back what was learned', async () => {
    await session.run(1);
    await session.input({ type: 'input', kind: 'teach', label: 3 });
    await session.reset();
    expect(undo.next('undo')).toBe('Back to step 0');
    trainer.restores = [101];
    await undo.go('undo');
    expect(trainer.state).toBe(101);
    trainer.restores = [1];
    await undo.go('undo');
    expect([trainer.state, undo.next('undo')]).toEqual([1, null]);
  });

  it('is done as often as it is asked for, however quickly', async () => {
    await session.set({ rate: 0.5 });
    await session.run(1);
    await session.set({ units: 8 });
    trainer.restores = [1];
    await Promise.all([undo.go('undo'), undo.go('undo'), undo.go('undo')]);
    expect([trainer.values.rate, trainer.values.units, trainer.state, undo.next('undo')]).toEqual([0.1, 4, 1, null]);
  });

  it('of a stroke takes it off the pad', async () => {
    const draw = (strokes: unknown): Promise<unknown> => session.input({ type: 'input', kind: 'draw', view: 'pad', strokes });
    await draw([[1]]);
    await draw([[1], [2]]);
    await undo.go('undo');
    expect(trainer.strokes).toEqual([[1]]);
    await undo.go('undo');
    expect(trainer.strokes).toEqual([]);
    await undo.go('redo');
    expect(trainer.strokes).toEqual([[1]]);
  });

  it('takes what came within a moment as one, and forgets what was undone after another change', async () => {
    vi.mocked(performance.now).mockImplementation(() => (now += 100));
    for (const rate of [0.2, 0.3, 0.4]) await session.set({ rate });
    await undo.go('undo');
    expect([trainer.values.rate, undo.next('undo')]).toEqual([0.1, null]);
    await session.set({ rate: 0.9 });
    expect(undo.next('redo')).toBeNull();
  });

  it('knows nothing of looking, and nothing of a demo that was left', async () => {
    await session.input({ type: 'input', kind: 'choose', index: 1 });
    await session.input({ type: 'input', kind: 'text', check: true });
    expect(undo.next('undo')).toBeNull();
    await session.set({ rate: 0.5 });
    await session.open({ demo: 'first', preset: null, values: {}, written: {} });
    expect(undo.next('undo')).toBeNull();
    await undo.go('undo');
  });
});
