import { describe, expect, it } from 'vitest';
import { curve_sentence, way_of } from './course.ts';

const steps = (count: number): number[] => Array.from({ length: count }, (_, step) => step);

describe('the way that a curve goes', () => {
  it('falls and rises where every newer number is below or above every older one', () => {
    expect(way_of(steps(100).map((step) => 1 - step / 100))).toBe('falls');
    expect(way_of(steps(100).map((step) => step / 100))).toBe('rises');
  });
  it('sinks or climbs where only the ends of newer numbers are', () => {
    const swing = (step: number): number => (step % 2) * 0.2;
    expect(way_of(steps(100).map((step) => 1 - step / 200 + swing(step)))).toBe('sinks');
    expect(way_of(steps(100).map((step) => step / 200 + swing(step)))).toBe('climbs');
  });
  it('is level where the last numbers differ by little for what the curve has come down', () => {
    expect(way_of([10, 5, 1, 0.5, 0.5, 0.501, 0.5, 0.5])).toBe('level');
    expect(way_of([3, 3, 3])).toBe('level');
  });
  it('wavers otherwise, and gaps do not count', () => {
    expect(way_of([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])).toBe('wavers');
    expect(way_of([NaN, 4, 3, NaN, 2, 1, NaN])).toBe('falls');
  });
});

describe('a curve in a sentence', () => {
  it('says where it is, and what were its ends', () => {
    expect(curve_sentence('loss', 'step', [0, 10, 20, 30], [0.9, 0.5, 0.4, 0.3])).toBe(
      'loss: 0.3 at step 30, falling. Lowest 0.3 at 30, highest 0.9 at 0.',
    );
  });
  it('says what there is of one number, of equal ones, and of none', () => {
    expect(curve_sentence('loss', 'step', [0], [0.9])).toBe('loss: 0.9 at step 0.');
    expect(curve_sentence('goal', 'step', [0, 1], [2, 2])).toBe('goal: 2 throughout.');
    expect(curve_sentence('loss', 'step', [0], [NaN])).toBe('loss: no numbers yet.');
  });
});
