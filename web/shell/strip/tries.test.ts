import { describe, expect, it } from 'vitest';
import type { Situation, Try } from '../base/protocol.ts';
import { sample_demo, sample_param } from '../fixtures/samples.ts';
import { next_preset, preset_of, TryList } from './tries.ts';

const one = (id: string, rest: Partial<Try> = {}): Try => ({ id, written: {}, view: '', answers: '', anew: false, learned: 0, ...rest });
const layer = one('layer', { written: { layers: '4' }, answers: 'still' });
const rate = one('rate', { written: { learning_rate: '0.1', layers: '4' } });
const draw = one('draw', { view: 'field' });
const training: Situation = { kind: 'training', step: 0 };
const still: Situation = { kind: 'still', step: 90 };

describe('what is offered', () => {
  it('comes in the order of the list, each until it has been done', () => {
    const list = new TryList([draw, rate]);
    expect(list.offered(training)).toBe(draw);
    list.done(draw);
    expect([list.last, list.offered(training)]).toEqual([draw, rate]);
    list.done(rate);
    expect([list.last, list.offered(training)]).toEqual([rate, null]);
  });

  it('is first what answers what has happened, as long as that has not been done', () => {
    const list = new TryList([draw, layer]);
    expect(list.offered(still)).toBe(layer);
    list.done(layer);
    expect(list.offered(still)).toBe(draw);
  });

  it('is done, too, when somebody sets the same by a knob', () => {
    const list = new TryList([rate, draw]);
    list.watch(training, { learning_rate: '0.01', layers: '' });
    list.watch(training, { learning_rate: '0.1', layers: '' });
    expect(list.offered(training)).toBe(rate);
    list.watch(training, { learning_rate: '0.1', layers: '4' });
    expect([list.last, list.offered(training)]).toEqual([rate, draw]);
  });

  it('is not done because it happened to be set when it came up', () => {
    const list = new TryList([draw, layer]);
    list.done(draw);
    list.watch(training, { layers: '4' });
    list.watch(training, { layers: '4' });
    expect(list.offered(training)).toBe(layer);
    list.watch(training, { layers: '8' });
    list.watch(training, { layers: '4' });
    expect(list.offered(training)).toBe(null);
  });

  it('waits for the visitor where nothing is set', () => {
    const list = new TryList([draw]);
    for (let frame = 0; frame < 3; ++frame) list.watch(training, {});
    expect(list.offered(training)).toBe(draw);
  });
});

const preset = (id: string, data: string) => ({ id, values: { data }, written: { data }, steps_per_second: 0, diverges: false, tries: [] });
const params = [sample_param('data', { kind: 'choice', initial: 'circle', written: 'circle', choices: ['circle', 'xor'] })];
const first = sample_demo({ id: 'first', params, presets: [preset('circle', 'circle'), preset('xor', 'xor')] });
const second = sample_demo({ id: 'second', params, presets: [preset('xor', 'xor')] });

describe('the preset that is open', () => {
  it('is the one that the link names, or the one that is the same as none', () => {
    expect(preset_of(first, 'xor')?.id).toBe('xor');
    expect(preset_of(first, null)?.id).toBe('circle');
    expect(preset_of(second, null)).toBe(null);
  });
});

describe('the next one', () => {
  const next = (demo: typeof first, id: string | null) => {
    const found = next_preset([first, second], demo, id);
    return found && `${found.demo.id} ${found.preset}`;
  };
  it('is the next of the demo, then the first of the next demo, round and round', () => {
    expect(next(first, 'circle')).toBe('first xor');
    expect(next(first, 'xor')).toBe('second xor');
    expect(next(second, 'xor')).toBe('first circle');
  });
  it('is the first of the demo where none of its own is open', () => {
    expect(next(second, null)).toBe('second xor');
  });
});
