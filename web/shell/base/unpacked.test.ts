import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { head, is_packed, joined, read, TooLong, Unreadable } from './unpacked.ts';

const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const plain = new Blob([content]);
const packed = new Blob([new Uint8Array(gzipSync(content))]);

describe.each([
  ['a plain file', plain],
  ['a gzip file', packed],
])('%s', (_, file) => {
  it('is read whole', async () => {
    const steps: number[] = [];
    const block = joined(await read(() => file.stream(), content.length, (bytes) => steps.push(bytes)));
    expect(Buffer.from(block).equals(content)).toBe(true);
    expect(steps.at(-1)).toBe(content.length);
  });

  it('is refused where it is longer than it may be', async () => {
    await expect(read(() => file.stream(), content.length - 1)).rejects.toThrow(TooLong);
  });

  it('shows its beginning', async () => {
    expect([...(await head(() => file.stream(), 4))]).toEqual([...content.subarray(0, 4)]);
    expect(await head(() => file.stream(), 1e6)).toHaveLength(content.length);
  });
});

describe('a file', () => {
  it('that unpacks to far more than it is, is not unpacked further than wanted', async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(Buffer.alloc(100_000_000)))]);
    let unpacked = 0;
    await expect(read(() => bomb.stream(), 1_000_000, (bytes) => (unpacked = bytes))).rejects.toThrow(TooLong);
    expect(unpacked).toBeLessThanOrEqual(1_000_000);
  });

  it('that is cut off or damaged is unreadable', async () => {
    const cut = packed.slice(0, packed.size - 100);
    await expect(read(() => cut.stream(), 1e6)).rejects.toThrow(Unreadable);
    const bytes = new Uint8Array(await packed.arrayBuffer());
    bytes.fill(255, 1000, 2000);
    await expect(read(() => new Blob([bytes]).stream(), 1e6)).rejects.toThrow(Unreadable);
    await expect(head(() => new Blob([new Uint8Array([0x1f, 0x8b, 1, 2, 3])]).stream(), 4)).rejects.toThrow(Unreadable);
  });

  it('is known to be packed by its first bytes', async () => {
    expect(await Promise.all([plain, packed, new Blob([])].map(is_packed))).toEqual([false, true, false]);
  });

  it('may be empty', async () => {
    expect(joined(await read(() => new Blob([]).stream(), 10)).byteLength).toBe(0);
  });
});

describe('a gzip file of several members, with zeros behind', () => {
  /** As browsers have it: whatever comes behind the first member is an error. */
  class OneMember {
    readonly readable: ReadableStream;
    readonly writable: WritableStream;
    constructor() {
      const { readable, writable } = new TransformStream({
        transform: () => {},
        flush: () => {
          throw new TypeError('Junk found after end of compressed data.');
        },
      });
      this.readable = readable;
      this.writable = writable;
    }
  }
  const parts = [content.subarray(0, 1000), content.subarray(1000, 1000), content.subarray(1000)];
  const several = new Blob([...parts.map((part) => new Uint8Array(gzipSync(part))), new Uint8Array(700)]);

  afterEach(() => vi.unstubAllGlobals());

  it('is read whole where the browser gives up', async () => {
    vi.stubGlobal('DecompressionStream', OneMember);
    const block = joined(await read(() => several.stream(), content.length));
    expect(Buffer.from(block).equals(content)).toBe(true);
    expect([...(await head(() => several.stream(), 1004))]).toEqual([...content.subarray(0, 1004)]);
    await expect(read(() => several.stream(), content.length - 1)).rejects.toThrow(TooLong);
    await expect(read(() => several.slice(0, several.size - 720).stream(), content.length)).rejects.toThrow(Unreadable);
  });
});

it('a page goes on while a file is read', async () => {
  const pieces = Array.from({ length: 100 }, () => new Uint8Array(1000));
  const slow = (): ReadableStream<Uint8Array> =>
    new ReadableStream({ pull: (to) => { const next = pieces.pop(); next ? to.enqueue(next) : to.close(); } });
  let turns = 0;
  const timer = setInterval(() => ++turns, 1);
  const busy = (): void => {
    for (const until = performance.now() + 2; performance.now() < until; );
  };
  await read(slow, 1e9, busy);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});
