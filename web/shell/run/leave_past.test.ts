import { describe, expect, it } from 'vitest';
import { Signal } from '../base/signal.ts';
import type { Change } from './change.ts';
import { leave_past } from './leave_past.ts';

describe('on from a step of the past', () => {
  const told = async (away: boolean): Promise<string[]> => {
    const heard: string[] = [];
    const changing = new Signal<Change>();
    changing.on(({ kind }) => heard.push(kind));
    const request = async ({ type, step }: { type: string; step?: unknown }): Promise<null> => (heard.push(step === undefined ? type : `${type} ${step}`), null);
    await leave_past({ course: { first: 0, last: 100, away, kept: false }, metrics: { step: 40 }, changing, request });
    return heard;
  };

  it('the run is there to be kept as it stands, and then at that step', async () => {
    expect(await told(true)).toEqual(['present', 'branch', 'goto 40']);
  });

  it('there is nothing to be kept where one has not looked back', async () => {
    expect(await told(false)).toEqual([]);
  });
});
