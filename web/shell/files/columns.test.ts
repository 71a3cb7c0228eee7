import { describe, expect, it } from 'vitest';
import { chosen, demo_for, first_choice, type TableDemo, used_by, with_use } from './columns.ts';

const column = (name: string, numeric: boolean) => ({ name, numeric, missing: 0, sample: [] });
const flowers = [column('id', false), column('length', true), column('width', true), column('kind', false)];
const houses = [column('area', true), column('price', true)];

const regression: TableDemo = { id: 'regression', table_target: 'number' };
const classification: TableDemo = { id: 'classification', table_target: 'classes' };
const series: TableDemo = { id: 'rnn', table_target: 'series' };
const demos = [classification, regression];

describe('the columns of a table', () => {
  it('are ready to train on: the last one is the target', () => {
    expect(first_choice(flowers)).toEqual(['unused', 'input', 'input', 'target']);
    expect(chosen(regression, first_choice(flowers))).toEqual({ inputs: [1, 2], target: 3 });
    expect(chosen(regression, first_choice(houses))).toEqual({ inputs: [0], target: 1 });
  });

  it('have one target', () => {
    const choice = with_use(houses, first_choice(houses), 0, 'target');
    expect(choice).toEqual(['target', 'input']);
    expect(with_use(flowers, first_choice(flowers), 1, 'target')).toEqual(['unused', 'target', 'input', 'unused']);
  });

  it('cannot be used without a target or an input', () => {
    expect(chosen(regression, ['input', 'unused'])).toBeNull();
    expect(chosen(regression, ['target'])).toBeNull();
    expect(chosen(regression, [])).toBeNull();
  });

  it('go to the open demo or one that learns numbers, but where the target is text to one of classes', () => {
    expect(demo_for(houses, first_choice(houses), demos, 'regression')).toBe(regression);
    expect(demo_for(houses, first_choice(houses), demos, 'classification')).toBe(classification);
    expect(demo_for(houses, first_choice(houses), demos, 'mnist-cnn')).toBe(regression);
    expect(demo_for(flowers, first_choice(flowers), demos, 'regression')).toBe(classification);
  });

  it('may be one alone where a series is learnt', () => {
    const prices = houses.slice(1);
    const alone = first_choice(prices);
    expect(demo_for(prices, alone, [...demos, series], 'regression')).toBe(series);
    expect(demo_for(prices, alone, demos, 'regression')).toBe(regression);
    expect(demo_for(houses, ['unused', 'target'], [...demos, series], 'regression')).toBe(regression);
    expect(chosen(series, alone)).toEqual({ inputs: [], target: 0 });
    expect(chosen(series, first_choice(houses))).toEqual({ inputs: [], target: 1 });
    expect(used_by(series, first_choice(houses))).toEqual(['unused', 'target']);
    expect(chosen(series, ['unused'])).toBeNull();
  });
});
