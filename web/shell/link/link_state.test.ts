import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Broken, most_bytes, packed_state, unpacked_state } from './link_state.ts';

const as_text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

describe('a state in a link', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const text = packed_state(bytes);
        expect(text).toMatch(/^[\w-]+$/);
        expect(new Uint8Array(unpacked_state(text))).toEqual(bytes);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('that would burst is refused before it does', () => {
    const bomb = as_text(deflateSync(new Uint8Array(50_000_000), { level: 9 }));
    const began = performance.now();
    expect(() => unpacked_state(bomb)).toThrow(Broken);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(() => unpacked_state(as_text(deflateSync(new Uint8Array(most_bytes + 1))))).toThrow(Broken);
  });

  it('that is cut off, or no base64, or nothing, is refused', () => {
    const whole = packed_state(Uint8Array.from({ length: 500 }, (_, i) => (i * i) % 251));
    for (const text of ['', 'A', '====', '%%%', 'ä', whole.slice(0, whole.length / 2)])
      expect(() => unpacked_state(text), text).toThrow(Broken);
  });

  it('that is anything is refused or read, and nothing worse', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{0,300}$/), (text) => {
        try {
          expect(unpacked_state(text).byteLength).toBeLessThanOrEqual(most_bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Broken);
        }
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
