import { expect, it } from 'vitest';
import { any_string, any_text, fc } from '../fixtures/property.ts';
import { is_met, most_comparisons, parse_condition, write_condition } from './condition.ts';

const met = (condition: string, facts: Record<string, number | string | null>): boolean =>
  (parse_condition(condition) ?? [null]).every((one) => one !== null && is_met(one, facts));

it('compares numbers and words', () => {
  expect(met('accuracy >= 0.95', { accuracy: 0.95 })).toBe(true);
  expect(met('accuracy > 0.95', { accuracy: 0.95 })).toBe(false);
  expect(met('loss<=1e-3 and weights <= 500', { loss: 0.001, weights: 500 })).toBe(true);
  expect(met('loss<1e-3 and weights <= 500', { loss: 0.0001, weights: 501 })).toBe(false);
  expect(met('data = xor and layers = 8', { data: 'xor', layers: '8' })).toBe(true);
  expect(met('data = xor', { data: 'circle' })).toBe(false);
});

it('holds nothing of what is not known', () => {
  const unknown: Record<string, number | string | null>[] = [{}, { loss: null }, { loss: NaN }, { loss: 'small' }];
  for (const facts of unknown) {
    expect(met('loss <= 1', facts)).toBe(false);
    expect(met('loss > 1', facts)).toBe(false);
    expect(met('loss = 1', facts)).toBe(false);
  }
  expect(met('constructor = x', {})).toBe(false);
});

it('refuses what is none', () => {
  for (const text of ['', 'loss', 'loss <=', '<= 1', 'loss <= low', 'loss ! 1', 'loss <= 1 and', 'loss <= 1e999', 'a = b c', 'loss <= 1 or a = b'])
    expect(parse_condition(text), text).toBeNull();
  const many = Array.from({ length: most_comparisons + 1 }, () => 'a < 1').join(' and ');
  expect(parse_condition(many)).toBeNull();
});

it('takes any text without a fault', () => {
  fc.assert(
    fc.property(fc.oneof(any_text, any_string), (text) => {
      const read = parse_condition(text);
      if (read !== null) expect(parse_condition(write_condition(read))).toEqual(read);
    }),
  );
});

it('reads what it writes', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
  const comparison = fc.oneof(
    fc.record({
      name,
      operator: fc.constantFrom('<=', '>=', '<', '>', '=') as fc.Arbitrary<'<='>,
      value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    }),
    fc.record({ name, operator: fc.constant('=' as const), value: fc.stringMatching(/^[a-z][\w.,;:-]{0,9}$/) }),
  );
  fc.assert(
    fc.property(fc.array(comparison, { minLength: 1, maxLength: 4 }), (condition) => {
      expect(parse_condition(write_condition(condition))).toEqual(condition);
    }),
  );
});
