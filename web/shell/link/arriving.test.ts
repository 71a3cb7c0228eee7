import { beforeEach, describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { FakeTrainer, open_session, told } from '../fixtures/fake_trainer.ts';
import { sample_frame } from '../fixtures/samples.ts';
import { Refused } from '../worker/trainer.ts';
import { repeat, restore } from './arriving.ts';
import type { Aim } from './link_more.ts';
import { packed_state } from './link_state.ts';
import type { Session } from '../run/session.ts';

let trainer: FakeTrainer;
let session: Session;
let kept: object;
let reached: number;

const aim: Aim = { step: 40, hash: '0123abcd', build: 'relaxed', device: 'cpu', engine: '0', state: null };
const here = { step: 40, hash: '0123abcd99999999', build: 'relaxed', altered_at: -1, written: { rate: '0.1' } };

beforeEach(async () => {
  trainer = new FakeTrainer();
  kept = here;
  reached = 40;
  trainer.answer = ({ type }) => {
    if (type === 'keep') return kept;
    if (type === 'run') return { step: reached };
    if (type === 'view') return { frame: sample_frame({ demo: session.demo?.id ?? '', metrics: { step: 40 } }) };
    return type === 'open' ? told({ rate: 0.1 }) : {};
  };
  session = await open_session(trainer);
});

const sentence = async (asked = {}, to = aim): Promise<string> => {
  const { key, arguments: values } = await repeat(session, to, asked, () => {});
  return text(key, values);
};

describe('a run that a link leads into', () => {
  it('is reproduced where its hash is the same', async () => {
    expect(await sentence()).toMatch(/Reproduced: after 40 steps/);
  });

  it('that was stopped says where', async () => {
    reached = 12;
    expect(await sentence()).toMatch(/Stopped at step 12.*step 40/);
  });

  it('that is not the same says all that is otherwise', async () => {
    kept = { ...here, hash: 'ffff', build: 'simd', altered_at: 7 };
    const other: Aim = { ...aim, device: 'webgpu', engine: 'abc' };
    const said = await sentence({ rate: '5', noise: '1' }, other);
    for (const words of [/not the same/, /rate, noise/, /at step 7/, /another version/, /build relaxed.*simd/, /GPU.*CPU/])
      expect(said).toMatch(words);
  });

  it('that is not the same for no reason that is known says so', async () => {
    kept = { ...here, hash: 'ffff' };
    expect(await sentence({ rate: '0.1' })).toMatch(/nothing that a link tells explains why/);
  });
});

describe('the weights of a link', () => {
  const state = packed_state(Uint8Array.of(1, 2, 3));

  it('are given to the run, with a sentence', async () => {
    const { key, arguments: values } = await restore(session, state);
    expect(text(key, values)).toMatch(/trained elsewhere, for 40 steps/);
    expect(trainer.types()).toContain('use_rounded');
  });

  it('that are damaged are not given to it', async () => {
    expect((await restore(session, state.slice(0, -2))).key).toBe('notice.link.broken');
    expect(trainer.types()).not.toContain('use_rounded');
  });

  it('that do not fit are refused with the reason', async () => {
    const answer = trainer.answer;
    trainer.answer = (message) => {
      if (message.type === 'use_rounded')
        throw new Refused({ level: 'error', key: 'notice.engine', arguments: { error: 'numbers of another network' } });
      return answer(message);
    };
    const { key, arguments: values } = await restore(session, state);
    expect(text(key, values)).toMatch(/numbers of another network.*settings were opened/);
  });
});
