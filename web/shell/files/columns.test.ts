import { describe, expect, it } from 'vitest';
import type { Column, Table } from '../base/file_messages.ts';
import { any_text, fc } from '../fixtures/property.ts';
import { chosen, demo_for, first_choice, type TableDemo, used_by, uses, with_use } from './columns.ts';

const column = (name: string, kind: Column['kind'], more: Partial<Column> = {}): Column => ({
  name,
  kind,
  numeric: kind !== 'text',
  empty: 0,
  unreadable: 0,
  different: 40,
  counts_rows: false,
  sample: [],
  ...more,
});
const table = (...columns: Column[]): Table => ({ table: '', columns, rows: 100, first_line: 1, has_header: true });
const number = (name: string) => column(name, 'number');
const flowers = table(column('id', 'text'), number('length'), number('width'), column('kind', 'text', { different: 3 }));
const houses = table(number('area'), number('price'));

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

  it('are told by their names and kinds before their places', () => {
    const target = (...columns: Column[]) => first_choice(table(...columns)).indexOf('target');
    expect(target(number('class'), number('alcohol'), number('acid'))).toBe(0);
    expect(target(number('a'), number('Y'), number('b'))).toBe(1);
    expect(target(column('wine', 'text', { different: 3 }), number('alcohol'), number('acid'))).toBe(0);
    expect(target(column('region', 'text', { different: 90 }), number('2021'), number('2022'))).toBe(2);
    expect(target(column('day', 'date'), number('heat'), column('remark', 'text', { different: 99 }))).toBe(1);
    expect(target(number('price'), column('day', 'date'))).toBe(0);
  });

  it('are no inputs where they count the rows, and dates only where there is nothing else', () => {
    const index = column('column 1', 'number', { counts_rows: true });
    expect(first_choice(table(index, number('noise'), number('price')))).toEqual(['unused', 'input', 'target']);
    expect(first_choice(table(column('day', 'date'), number('rain'), number('price')))).toEqual(['unused', 'input', 'target']);
    expect(first_choice(table(column('day', 'date'), number('price')))).toEqual(['input', 'target']);
    expect(first_choice(table(index, number('price')))).toEqual(['input', 'target']);
  });

  it('have one target', () => {
    const choice = with_use(houses.columns, first_choice(houses), 0, 'target');
    expect(choice).toEqual(['target', 'input']);
    expect(with_use(flowers.columns, first_choice(flowers), 1, 'target')).toEqual(['unused', 'target', 'input', 'unused']);
  });

  it('cannot be used without a target or an input', () => {
    expect(chosen(regression, ['input', 'unused'])).toBeNull();
    expect(chosen(regression, ['target'])).toBeNull();
    expect(chosen(regression, [])).toBeNull();
  });

  it('go to the open demo or one that learns numbers, but where the target is text to one of classes', () => {
    expect(demo_for(houses.columns, first_choice(houses), demos, 'regression')).toBe(regression);
    expect(demo_for(houses.columns, first_choice(houses), demos, 'classification')).toBe(classification);
    expect(demo_for(houses.columns, first_choice(houses), demos, 'mnist-cnn')).toBe(regression);
    expect(demo_for(flowers.columns, first_choice(flowers), demos, 'regression')).toBe(classification);
    const wines = table(number('class'), number('acid'));
    expect(demo_for(wines.columns, first_choice(wines), demos, 'regression')).toBe(classification);
    const sold = table(number('price'), column('sold', 'yes_no'));
    expect(demo_for(sold.columns, first_choice(sold), demos, 'regression')).toBe(classification);
  });

  it('may be one alone where a series is learnt', () => {
    const prices = table(number('price'));
    const alone = first_choice(prices);
    expect(demo_for(prices.columns, alone, [...demos, series], 'regression')).toBe(series);
    expect(demo_for(prices.columns, alone, demos, 'regression')).toBe(regression);
    expect(demo_for(houses.columns, ['unused', 'target'], [...demos, series], 'regression')).toBe(regression);
    expect(chosen(series, alone)).toEqual({ inputs: [], target: 0 });
    expect(chosen(series, first_choice(houses))).toEqual({ inputs: [], target: 1 });
    expect(used_by(series, first_choice(houses))).toEqual(['unused', 'target']);
    expect(chosen(series, ['unused'])).toBeNull();
  });
});

describe('any table', () => {
  const some_column = fc.record({
    name: fc.oneof(any_text, fc.constantFrom('class', 'Y', 'label', ' target ', '__proto__')),
    kind: fc.constantFrom('number', 'yes_no', 'date', 'text'),
    empty: fc.nat(9),
    unreadable: fc.nat(9),
    different: fc.nat(200),
    counts_rows: fc.boolean(),
  });
  const some_table = fc.array(some_column, { minLength: 1, maxLength: 6 }).map((columns) =>
    table(...columns.map(({ name, kind, ...more }) => column(name, kind as Column['kind'], more))),
  );
  const some_demo = fc.constantFrom(regression, classification, series);

  it('has one target at first, and inputs that are numbers', () => {
    const holds = fc.property(some_table, (one) => {
      const choice = first_choice(one);
      expect(choice.filter((use) => use === 'target')).toHaveLength(1);
      for (const [index, use] of choice.entries()) if (use === 'input') expect(one.columns[index]?.numeric).toBe(true);
    });
    fc.assert(holds, { numRuns: 500 });
  });

  it('can be chosen from in any order, and is used where there is one target, and an input that is another column', () => {
    const turns = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...uses)), { maxLength: 8 });
    const holds = fc.property(some_table, some_demo, turns, (one, demo, clicks) => {
      let choice = first_choice(one);
      for (const [column, use] of clicks) {
        const index = column % one.columns.length;
        choice = with_use(one.columns, choice, index, use);
        expect(choice[index]).toBe(use);
        expect(choice.filter((each) => each === 'target').length).toBeLessThan(2);
      }
      const use = chosen(demo, choice);
      if (use !== null) {
        expect(choice[use.target]).toBe('target');
        expect(use.inputs).not.toContain(use.target);
        expect(use.inputs.length > 0 || demo === series).toBe(true);
      } else {
        expect(choice.includes('target') && (choice.includes('input') || demo === series)).toBe(false);
      }
      expect([regression, classification, series]).toContain(demo_for(one.columns, choice, [regression, classification, series], demo.id));
    });
    fc.assert(holds, { numRuns: 500 });
  });
});
