import { beforeEach, describe, expect, it } from 'vitest';
import { FakeTrainer, open_session, told } from '../fixtures/fake_trainer.ts';
import { sample_frame } from '../fixtures/samples.ts';
import { Refused } from '../worker/trainer.ts';
import { resume, save } from './keeping.ts';
import type { SavedRun } from './saved_run.ts';
import type { Session } from './session.ts';

let trainer: FakeTrainer;
let session: Session;

const here = { values: { data: 'circle', rate: 0.1 }, step: 7, hash: 'here' };
const other: SavedRun = {
  demo: 'second',
  preset: null,
  values: { rate: 0.5, data: 'circle' },
  speed: 5,
  file: null,
  state: new ArrayBuffer(4),
  step: 40,
  hash: 'there',
};

beforeEach(async () => {
  trainer = new FakeTrainer();
  trainer.answer = ({ type }) => {
    if (type === 'keep') return here;
    if (type === 'view') return { frame: sample_frame({ demo: session.demo?.id ?? '' }) };
    return type === 'open' || type === 'set' || type === 'input' ? told({ data: 'circle', rate: 0.1 }) : {};
  };
  session = await open_session(trainer, 'slow');
});

describe('a run that is kept', () => {
  it('is what the trainer has written down, and what the page knows of it', async () => {
    expect(await save(session)).toMatchObject({ demo: 'first', preset: 'slow', speed: 20, file: null, ...here });
  });

  it('is gone on with: opened, restored and compared by the trainer', async () => {
    await resume(session, other);
    expect(trainer.types().filter((type) => type !== 'asset')).toEqual(['keep', 'open', 'open', 'restore', 'speed', 'look', 'view']);
    expect(trainer.asked.find(({ type }) => type === 'restore')).toMatchObject({ hash: 'there' });
    expect(trainer.asked.find(({ type }) => type === 'open')).toMatchObject({ values: other.values, initial: {} });
    expect([session.demo?.id, session.speed, session.playing]).toEqual(['second', 5, false]);
  });

  it('that is not what it was leaves what was open as it was', async () => {
    trainer.answer = ((answer) => (message) => {
      if (message.type === 'restore' && message.hash === 'there')
        throw new Refused({ level: 'warning', key: 'notice.saved.damaged', arguments: {} });
      return answer(message);
    })(trainer.answer);
    await session.play();
    await expect(resume(session, other)).rejects.toThrow(Refused);
    expect([session.demo?.id, session.preset, session.speed, session.playing]).toEqual(['first', 'slow', 20, true]);
    expect(trainer.asked.filter(({ type }) => type === 'restore')).toHaveLength(2);
  });

  it('of a demo that is not there is refused by a sentence', async () => {
    await expect(resume(session, { ...other, demo: 'gone' })).rejects.toThrow(/gone/);
    expect(session.demo?.id).toBe('first');
  });

  it('has its own file, which is read before its state is', async () => {
    trainer.answer = ((answer) => (message) => (message.type === 'input' ? told({ data: 'file', rate: 0.1 }) : answer(message)))(
      trainer.answer,
    );
    const use = { type: 'input', kind: 'csv_use' };
    const file = { name: 'own.csv', use, bytes: async () => new ArrayBuffer(3) };
    await resume(session, { ...other, demo: 'first', values: { data: 'file', rate: 0.5 }, file, hash: null });
    const types = trainer.types();
    expect(types.slice(0, 5)).toEqual(['keep', 'open', 'input', 'set', 'restore']);
    expect(session.file).toBe(file);
  });
});
