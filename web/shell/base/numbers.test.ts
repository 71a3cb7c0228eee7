import { describe, expect, it } from 'vitest';
import { datum_text, number_text } from './numbers.ts';

describe('numbers as the page writes them', () => {
  it('have four figures, and their thousands apart', () => {
    expect([0.123456, -3.5, 2013, 12480.7].map(number_text)).toEqual(['0.1235', '−3.5', '2,013', '12,481']);
    expect([NaN, null, undefined].map(number_text)).toEqual(['–', '–', '–']);
  });

  it('stand together up to 10,000 where they are data, such as years', () => {
    expect([0.123456, -3.5, 2013, -1450, 12480.7].map(datum_text)).toEqual(['0.1235', '−3.5', '2013', '−1450', '12,481']);
  });
});
