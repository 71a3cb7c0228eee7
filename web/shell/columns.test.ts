import { describe, expect, it } from 'vitest';
import { chosen, demo_for, first_choice, with_use } from './columns.ts';

const column = (name: string, numeric: boolean) => ({ name, numeric, missing: 0, sample: [] });
const flowers = [column('id', false), column('length', true), column('width', true), column('kind', false)];
const houses = [column('area', true), column('price', true)];
const demos = ['regression', 'classification'];

describe('the columns of a table', () => {
  it('are ready to train on: the last one is the target', () => {
    expect(first_choice(flowers)).toEqual(['unused', 'input', 'input', 'target']);
    expect(chosen(first_choice(flowers))).toEqual({ inputs: [1, 2], target: 3 });
    expect(chosen(first_choice(houses))).toEqual({ inputs: [0], target: 1 });
  });

  it('have one target', () => {
    const choice = with_use(houses, first_choice(houses), 0, 'target');
    expect(choice).toEqual(['target', 'input']);
    expect(with_use(flowers, first_choice(flowers), 1, 'target')).toEqual(['unused', 'target', 'input', 'unused']);
  });

  it('cannot be used without a target or an input', () => {
    expect(chosen(['input', 'unused'])).toBeNull();
    expect(chosen(['target'])).toBeNull();
    expect(chosen([])).toBeNull();
  });

  it('go to the open demo, or to classification where the target is text', () => {
    expect(demo_for(houses, first_choice(houses), demos, 'regression')).toBe('regression');
    expect(demo_for(houses, first_choice(houses), demos, 'classification')).toBe('classification');
    expect(demo_for(houses, first_choice(houses), demos, 'mnist-cnn')).toBe('regression');
    expect(demo_for(flowers, first_choice(flowers), demos, 'regression')).toBe('classification');
  });
});
