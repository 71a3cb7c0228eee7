import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressed, packed } from './mnist.mjs';

const count = 10_000;
const bytes = packed();
const labels = bytes.subarray(16 + count * 784 + 8);

describe('the packed digits', () => {
  it('are an IDX file of images, and one of labels behind it', () => {
    expect([0, 4, 8, 12].map((place) => bytes.readUInt32BE(place))).toEqual([0x803, count, 28, 28]);
    expect([0, 4].map((place) => bytes.readUInt32BE(16 + count * 784 + place))).toEqual([0x801, count]);
    expect(labels).toHaveLength(count);
  });

  it('hold every class about equally often from the beginning on', () => {
    for (const length of [500, 2000, count]) {
      const of_class = Array.from({ length: 10 }, (_, label) =>
        labels.subarray(0, length).reduce((sum, other) => sum + (other === label ? 1 : 0), 0),
      );
      for (const number of of_class) expect(number / length).toBeCloseTo(0.1, 1);
    }
  });

  it('are dark in the middle and blank at the edge', () => {
    const mean = (row, column) => {
      let sum = 0;
      for (let i = 0; i < count; ++i) sum += bytes[16 + i * 784 + row * 28 + column];
      return sum / count;
    };
    expect(mean(14, 14)).toBeGreaterThan(100);
    expect(mean(0, 0)).toBe(0);
    expect(mean(27, 27)).toBe(0);
  });

  // Compressing takes seconds, and more where something else runs.
  it('come to less than 1.8 MB on the way to the page, whole', { timeout: 60_000 }, () => {
    const small = compressed(bytes);
    expect(small.length).toBeLessThan(1_800_000);
    expect(gunzipSync(small).equals(bytes)).toBe(true);
  });
});
