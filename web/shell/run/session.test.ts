import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notice, Values } from '../base/protocol.ts';
import { FakeTrainer, told } from '../fixtures/fake_trainer.ts';
import { sample_frame } from '../fixtures/samples.ts';
import { Refused, type Trainer, TrainerLost } from '../worker/trainer.ts';
import { Session } from './session.ts';
import { Superseded } from './superseded.ts';
import { use_file, use_table } from './use_file.ts';

const target = { demo: 'first', preset: null, values: {}, written: {} };

let trainer: FakeTrainer;
let session: Session;
let assets: { get: (name: string) => Promise<ArrayBuffer> };
let notices: Notice[];

beforeEach(() => {
  vi.stubGlobal('document', { hidden: false });
  trainer = new FakeTrainer();
  assets = { get: async () => new ArrayBuffer(4) };
  session = new Session(trainer as unknown as Trainer, { get: (name) => assets.get(name) });
  notices = [];
  session.notice.on((notice) => notices.push(notice));
});

describe('a session', () => {
  it('asks nothing before the trainer has started', async () => {
    const opening = session.open(target);
    await Promise.resolve();
    expect(trainer.asked).toEqual([]);
    trainer.begin();
    await opening;
    expect(trainer.types()).toEqual(['open', 'speed', 'look']);
  });

  it('lets what is open be written down before another takes its place', async () => {
    trainer.begin();
    await session.open(target);
    session.changing.on(({ kind }) => kind === 'open' && session.attempt(session.fetch({ type: 'keep' })));
    await session.open(target);
    const saved = { demo: 'first', preset: null, values: {}, speed: 1, file: null, state: null, step: 0, hash: null };
    await session.become(saved);
    const types = trainer.types().filter((type) => ['keep', 'open'].includes(type));
    expect(types).toEqual(['open', 'keep', 'open', 'keep', 'open']);
  });

  it('sends the data that a demo needs, once, when the trainer asks for it', async () => {
    trainer.begin();
    await session.open({ ...target, demo: 'second' });
    await session.open({ ...target, demo: 'second' });
    const types = trainer.types().filter((type) => ['asset', 'open'].includes(type));
    expect(types).toEqual(['open', 'asset', 'open', 'open']);
    expect(trainer.asked[1]).toMatchObject({ name: 'digits' });
  });

  it('sends the data that a value needs', async () => {
    trainer.begin();
    await session.open(target);
    await session.input({ type: 'input', digits: true });
    expect(trainer.types().slice(-3)).toEqual(['input', 'asset', 'input']);
  });

  it('asks once for data that do not help', async () => {
    trainer.begin();
    trainer.answer = () => {
      throw new Refused({ level: 'warning', key: 'notice.asset_missing', arguments: { name: 'digits' } });
    };
    const answer = trainer.answer;
    trainer.answer = (message) => (message.type === 'asset' ? {} : answer(message));
    await expect(session.open(target)).rejects.toThrow(Refused);
    expect(trainer.types()).toEqual(['open', 'asset', 'open']);
  });

  it('opens the demo that was asked for last, though the data of another comes later', async () => {
    trainer.begin();
    let arrive = (_: ArrayBuffer): void => {};
    assets.get = () => new Promise((resolve) => (arrive = resolve));
    const waiting = session.open({ ...target, demo: 'second' });
    await session.open(target);
    arrive(new ArrayBuffer(4));
    await expect(waiting).rejects.toThrow(Superseded);
    expect(session.demo?.id).toBe('first');
    session.attempt(waiting);
    expect(notices).toEqual([]);
  });

  it('takes the pace of a preset', async () => {
    trainer.begin();
    await session.open({ ...target, preset: 'slow' });
    expect(session.speed).toBe(20);
    await session.open(target);
    expect(session.speed).toBe(0);
  });

  it('knows its values and their texts from the trainer, whatever it asked for', async () => {
    trainer.begin();
    await session.open({ ...target, written: { rate: '.1', data: 'circle' } });
    expect(trainer.asked[0]).toMatchObject({ type: 'open', values: {}, written: { rate: '.1', data: 'circle' } });
    expect([session.values, session.written]).toEqual([
      { data: 'circle', rate: 0.1 },
      { data: 'circle', rate: '0.1' },
    ]);
    trainer.answer = () => told({ data: 'circle', rate: 0.5 });
    await session.set({}, { rate: '0.50' });
    expect(session.written).toEqual({ data: 'circle', rate: '0.5' });
  });

  it('ignores a frame of a demo that was left', async () => {
    trainer.begin();
    await session.open(target);
    trainer.frame.emit({ frame: sample_frame({ demo: 'other', metrics: { step: 5 } }) });
    expect(session.metrics).toEqual({});
    trainer.frame.emit({ frame: sample_frame({ metrics: { step: 5 } }) });
    expect(session.metrics).toEqual({ step: 5 });
  });

  it('asks for no frame while the page is hidden', async () => {
    trainer.begin();
    await session.open(target);
    vi.stubGlobal('document', { hidden: true });
    const before = trainer.asked.length;
    session.look(1);
    expect(trainer.asked).toHaveLength(before);
  });

  it('makes notices of refusals and hands on surprises', async () => {
    const refusal: Notice = { level: 'warning', key: 'notice.nothing_open', arguments: {} };
    session.attempt(Promise.reject(new Refused(refusal)));
    session.attempt(Promise.reject(new TrainerLost()));
    await new Promise((resolve) => setTimeout(resolve));
    expect(notices).toEqual([refusal]);
  });
});

describe('a session whose trainer died', () => {
  beforeEach(async () => {
    trainer.begin();
    await session.open(target);
  });

  const die_and_recover = async (): Promise<void> => {
    trainer.asked = [];
    trainer.lost.emit({ again: true, started: true });
    trainer.begin();
    await session.ready();
  };

  it('goes on from the checkpoint, at the same pace, playing', async () => {
    await session.set_speed(5);
    await session.play();
    const bytes = new ArrayBuffer(8);
    trainer.checkpoint.emit({ message: { demo: 'first', values: session.values, step: 40 }, bytes });
    await die_and_recover();
    expect(trainer.types()).toEqual(['open', 'restore', 'speed', 'play', 'look']);
    expect(notices).toEqual([{ level: 'warning', key: 'notice.trainer_restarted', arguments: { step: 40 } }]);
  });

  it('goes on on the processor, where the graphics card may have been its end', async () => {
    await session.train_on('webgpu');
    expect(session.device.kind).toBe('webgpu');
    await die_and_recover();
    expect(trainer.types()).not.toContain('device');
    expect(session.device.kind).toBe('cpu');
    expect(notices.map(({ key }) => key)).toEqual(['notice.trainer_restarted_on_cpu']);
  });

  it('stays paused at what was set since the checkpoint', async () => {
    trainer.checkpoint.emit({
      message: { demo: 'first', values: { data: 'circle', rate: 0.5 }, step: 40 },
      bytes: new ArrayBuffer(8),
    });
    await die_and_recover();
    expect(trainer.types()).toEqual(['open', 'restore', 'set', 'look']);
    expect(trainer.asked[2]).toMatchObject({ values: { rate: 0.1 } });
  });

  it('starts from nothing where there was no checkpoint', async () => {
    await die_and_recover();
    expect(trainer.types()).toEqual(['open', 'look']);
  });

  it("reads the visitor's file again", async () => {
    trainer.answer = () => told({ data: 'file', rate: 0.1 });
    await use_table(session, 'own.csv', new ArrayBuffer(4), 'handle', { inputs: [0], target: 1 });
    expect(trainer.asked.at(-1)).toMatchObject({ kind: 'csv_use', table: 'handle', inputs: [0], target: 1 });
    await die_and_recover();
    expect(trainer.asked[0]).toMatchObject({ type: 'open', values: { rate: 0.1 } });
    expect(trainer.asked[0]?.values).not.toHaveProperty('data');
    expect(trainer.asked[1]).toMatchObject({ kind: 'csv_use', inputs: [0], target: 1 });
    expect(trainer.asked[1]).not.toHaveProperty('table');
  });

  it('sets again what a new file set back', async () => {
    trainer.answer = () => told({ data: 'file', rate: 0.1 });
    await use_file(session, 'images', { kind: 'idx', files: [{ name: 'images', size: 8 }] }, new ArrayBuffer(8), async () => new ArrayBuffer(8));
    trainer.answer = ({ values = {} }) => told({ data: 'file', rate: 0.1, ...(values as Values) });
    await session.set({ rate: 0.5 });
    await die_and_recover();
    expect(trainer.types()).toEqual(['open', 'input', 'set', 'look']);
    expect(trainer.asked[2]).toMatchObject({ values: { rate: 0.5 } });
  });

  it('sends the data of the demo again', async () => {
    await session.open({ ...target, demo: 'second' });
    await die_and_recover();
    expect(trainer.types().slice(0, 3)).toEqual(['open', 'asset', 'open']);
  });

  it("reads the visitor's images again", async () => {
    trainer.answer = () => told({ data: 'file', rate: 0.1 });
    const read_again = vi.fn(async () => new ArrayBuffer(8));
    await use_file(session, 'images', { kind: 'idx', files: [{ name: 'images', size: 8 }] }, new ArrayBuffer(8), read_again);
    await die_and_recover();
    expect(read_again).toHaveBeenCalledOnce();
    expect(trainer.asked[1]).toMatchObject({ kind: 'idx', files: [{ name: 'images', size: 8 }] });
  });

  it("reads the visitor's text again", async () => {
    trainer.answer = () => told({ data: 'file', rate: 0.1 });
    const read_again = vi.fn(async () => new ArrayBuffer(8));
    await use_file(session, 'own.txt', { kind: 'text' }, new ArrayBuffer(8), read_again);
    expect(session.file?.name).toBe('own.txt');
    await die_and_recover();
    expect(read_again).toHaveBeenCalledOnce();
    expect(trainer.asked[1]).toMatchObject({ kind: 'text' });
    expect(trainer.asked[1]).not.toHaveProperty('check');
  });

  it('goes on with what can be had where the checkpoint is refused', async () => {
    trainer.checkpoint.emit({
      message: { demo: 'first', values: session.values, step: 40 },
      bytes: new ArrayBuffer(8),
    });
    trainer.answer = ({ type }) => {
      if (type === 'restore') throw new Refused({ level: 'error', key: 'notice.engine', arguments: {} });
      return told({ data: 'circle', rate: 0.1 });
    };
    await die_and_recover();
    expect(notices.map(({ key }) => key)).toEqual(['notice.engine']);
    await session.run(1);
    expect(trainer.types().at(-1)).toBe('run');
  });

  it('makes what is asked meanwhile wait', async () => {
    trainer.lost.emit({ again: true, started: true });
    trainer.asked = [];
    const running = session.run(3);
    await Promise.resolve();
    expect(trainer.asked).toEqual([]);
    trainer.begin();
    await running;
    expect(trainer.types()).toEqual(['open', 'look', 'run']);
  });

  it('says so when it is not started again', () => {
    trainer.lost.emit({ again: false, started: true });
    expect(session.given_up).toBe(true);
    expect(notices.map(({ key }) => key)).toEqual(['notice.trainer_gave_up']);
  });

  it('gives no advice about models where it never started', () => {
    trainer.lost.emit({ again: false, started: false });
    expect(notices.map(({ key }) => key)).toEqual(['notice.trainer_missing']);
  });
});
