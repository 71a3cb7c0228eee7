import { describe, expect, it } from 'vitest';
import { first_sight } from '../run/sight.ts';
import { type LeftRun, Visits } from './visits.ts';

const left = (step: number, bytes = 8): LeftRun => ({
  run: { demo: 'first', preset: null, values: {}, speed: 0, file: null, state: new ArrayBuffer(bytes), step, hash: null },
  playing: false,
  outlook: first_sight(),
});

describe('runs that were left', () => {
  it('are found where they were, the last time', async () => {
    const visits = new Visits();
    visits.keep('a', Promise.resolve(left(5)));
    visits.keep('b', Promise.resolve(left(7)));
    visits.keep('a', Promise.resolve(left(6)));
    expect((await visits.at('a'))?.run.step).toBe(6);
    expect((await visits.at('b'))?.run.step).toBe(7);
    expect(await visits.at('c')).toBeNull();
  });

  it('that could not be written down are forgotten', async () => {
    const visits = new Visits();
    visits.keep('a', Promise.reject(new Error('the trainer died')));
    expect(await visits.at('a')).toBeNull();
  });

  it('make room for each other, the oldest first', async () => {
    const visits = new Visits();
    const third = 25 * 2 ** 20;
    for (const entry of ['a', 'b', 'c']) visits.keep(entry, Promise.resolve(left(1, third)));
    await visits.at('c');
    await Promise.resolve();
    expect(await visits.at('a')).toBeNull();
    expect(await visits.at('c')).not.toBeNull();
    for (let i = 0; i < 20; ++i) visits.keep(`many-${i}`, Promise.resolve(left(1)));
    await visits.at('many-19');
    await Promise.resolve();
    expect(await visits.at('many-7')).toBeNull();
    expect(await visits.at('many-8')).not.toBeNull();
  });
});
