import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { head, joined, read, TooLong, Unreadable } from './unpacked.ts';

const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const plain = new Blob([content]);
const packed = new Blob([new Uint8Array(gzipSync(content))]);

describe.each([
  ['a plain file', plain],
  ['a gzip file', packed],
])('%s', (_, file) => {
  it('is read whole', async () => {
    const steps: number[] = [];
    const block = joined(await read(file.stream(), content.length, (bytes) => steps.push(bytes)));
    expect(Buffer.from(block).equals(content)).toBe(true);
    expect(steps.at(-1)).toBe(content.length);
  });

  it('is refused where it is longer than it may be', async () => {
    await expect(read(file.stream(), content.length - 1)).rejects.toThrow(TooLong);
  });

  it('shows its beginning', async () => {
    expect([...(await head(file.stream(), 4))]).toEqual([...content.subarray(0, 4)]);
    expect(await head(file.stream(), 1e6)).toHaveLength(content.length);
  });
});

describe('a file', () => {
  it('that unpacks to far more than it is, is not unpacked further than wanted', async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(Buffer.alloc(100_000_000)))]);
    let unpacked = 0;
    await expect(read(bomb.stream(), 1_000_000, (bytes) => (unpacked = bytes))).rejects.toThrow(TooLong);
    expect(unpacked).toBeLessThanOrEqual(1_000_000);
  });

  it('that is cut off or damaged is unreadable', async () => {
    const cut = packed.slice(0, packed.size - 100);
    await expect(read(cut.stream(), 1e6)).rejects.toThrow(Unreadable);
    const bytes = new Uint8Array(await packed.arrayBuffer());
    bytes.fill(255, 1000, 2000);
    await expect(read(new Blob([bytes]).stream(), 1e6)).rejects.toThrow(Unreadable);
    await expect(head(new Blob([new Uint8Array([0x1f, 0x8b, 1, 2, 3])]).stream(), 4)).rejects.toThrow(Unreadable);
  });

  it('may be empty', async () => {
    expect(joined(await read(new Blob([]).stream(), 10)).byteLength).toBe(0);
  });
});
