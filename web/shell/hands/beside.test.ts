import { describe, expect, it } from 'vitest';
import { beside } from './beside.ts';

const rate = { low: 1e-5, high: 10, logarithmic: true, whole: false };
const share = { low: 0.1, high: 0.9, logarithmic: false, whole: false };
const count = { low: 20, high: 1000, logarithmic: false, whole: true };

describe('the round number beside another', () => {
  it('goes by 1, 2 and 5 where the scale is logarithmic', () => {
    expect([beside(0.01, true, rate), beside(0.02, true, rate), beside(0.01, false, rate)]).toEqual([0.02, 0.05, 0.005]);
    expect([beside(0.013, true, rate), beside(0.013, false, rate)]).toEqual([0.02, 0.01]);
    expect(beside(32, true, { low: 1, high: 512, logarithmic: true, whole: true })).toBe(50);
    expect(beside(1, true, { low: 1, high: 512, logarithmic: true, whole: true })).toBe(2);
  });
  it('goes by round parts of the range where it is not', () => {
    expect([beside(0.7, true, share), beside(0.7, false, share)]).toEqual([0.705, 0.695]);
    expect([beside(300, true, count), beside(300, false, count)]).toEqual([310, 290]);
    expect(beside(7, true, { low: 0, high: 2147483647, logarithmic: false, whole: true })).toBe(8);
  });
  it('stays within the range, also from what is no number', () => {
    expect([beside(10, true, rate), beside(1e-5, false, rate), beside(NaN, true, share)]).toEqual([10, 1e-5, 0.1]);
  });
});
