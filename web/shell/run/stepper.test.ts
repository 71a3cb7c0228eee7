import { beforeEach, describe, expect, it } from 'vitest';
import type { Metrics } from '../base/protocol.ts';
import { Signal } from '../base/signal.ts';
import type { Change } from './change.ts';
import { Stepper } from './stepper.ts';

const opened = new Signal<{ by_script: boolean }>();
const pacing = new Signal();
const changing = new Signal<Change>();
let made: ((metrics: Metrics) => void)[];
let stepper: Stepper;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  made = [];
  const run = (): Promise<Metrics> => new Promise((resolve) => made.push(resolve));
  stepper = new Stepper({ run, opened, pacing, changing });
});

describe('single steps', () => {
  it('follow one another, however quickly they are asked for', async () => {
    const both = Promise.all([stepper.step(), stepper.step()]);
    await settled();
    expect(made).toHaveLength(1);
    made[0]?.({ step: 1 });
    await settled();
    expect(made).toHaveLength(2);
    made[1]?.({ step: 2 });
    await both;
  });

  it('of a key that is held wait until the last one is made', async () => {
    const first = stepper.step(true);
    await stepper.step(true);
    await settled();
    made[0]?.({});
    await first;
    expect(made).toHaveLength(1);
    void stepper.step(true);
    await settled();
    expect(made).toHaveLength(2);
  });

  for (const [what, emit] of [
    ['another demo is opened', () => opened.emit({ by_script: false })],
    ['somebody plays or pauses', () => pacing.emit()],
    ['the run begins anew', () => changing.emit({ kind: 'reset' })],
  ] as const) {
    it(`that still wait are given up when ${what}`, async () => {
      const both = Promise.all([stepper.step(), stepper.step()]);
      await settled();
      emit();
      made[0]?.({});
      await both;
      expect(made).toHaveLength(1);
      void stepper.step();
      await settled();
      expect(made).toHaveLength(2);
    });
  }

  it('go on after one that failed', async () => {
    let fail = (): void => {};
    const failing = new Stepper({ run: () => new Promise((_, reject) => (fail = () => reject(new Error('no')))), opened, pacing, changing });
    const first = failing.step();
    await settled();
    fail();
    await expect(first).rejects.toThrow('no');
    const second = failing.step();
    await settled();
    fail();
    await expect(second).rejects.toThrow('no');
  });
});
