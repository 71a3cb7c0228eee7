import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fc } from '../fixtures/property.ts';
import { gunzip } from './gunzip.ts';

/** The bytes in pieces of so many; the last may be shorter. */
async function* in_pieces(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, piece = 0; at < bytes.length; ++piece) {
    const end = at + (lengths[piece % lengths.length] as number);
    yield bytes.subarray(at, end);
    at = end;
  }
}

async function unpacked(packed: Uint8Array, lengths: readonly number[] = [65_536]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzip(in_pieces(packed, lengths))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Numbers that look like chance, below `most`: Knuth's multiplication. */
const noise = (at: number, most: number): number => (Math.imul(at + 1, 2654435761) >>> 8) % most;

const contents: [string, Uint8Array][] = [
  ['nothing', new Uint8Array(0)],
  ['a letter', Uint8Array.of(97)],
  ['zeros', new Uint8Array(700_000)],
  ['words', new TextEncoder().encode('the fox, the owl and the hen; '.repeat(9000))],
  ['noise', Uint8Array.from({ length: 200_000 }, (_, at) => noise(at, 256))],
  ['half of it noise', Uint8Array.from({ length: 300_000 }, (_, at) => (at % 1000 < 500 ? noise(at, 256) : at % 7))],
  ['few values', Uint8Array.from({ length: 300_000 }, (_, at) => noise(at, 3) * noise(at + 7, 4))],
];
const ways = [
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { strategy: constants.Z_FIXED },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE, memLevel: 1 },
];

describe.each(contents)('%s, packed', (_, content) => {
  it('is unpacked, however it was packed and comes', async () => {
    for (const way of ways)
      for (const length of [1000, 1e6])
        expect((await unpacked(gzipSync(content, way), [length])).equals(content), JSON.stringify(way)).toBe(true);
    expect((await unpacked(gzipSync(content.subarray(0, 3000)), [1])).equals(content.subarray(0, 3000))).toBe(true);
  });

  it('is unpacked from several members, with zeros behind or without', async () => {
    const half = content.length >> 1;
    const members = [content.subarray(0, half), content.subarray(half)].map((part) => gzipSync(part));
    for (const zeros of [0, 1, 5000])
      expect((await unpacked(Buffer.concat([...members, Buffer.alloc(zeros)]))).equals(content)).toBe(true);
  });
});

it('all that a header may hold is passed over', async () => {
  const content = Buffer.from('what it holds');
  const plain = gzipSync(content);
  const header = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 255]),
    Buffer.from([6, 0, 66, 67, 2, 0, 44, 0]), // as bgzip writes it
    Buffer.from('name\0comment\0'),
  ]);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(crc32(header) & 0xffff);
  expect(await unpacked(Buffer.concat([header, check, deflateRawSync(content), plain.subarray(-8), plain]), [3])).toEqual(
    Buffer.concat([content, content]),
  );
});

const lengths = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1 });

it('any members are unpacked, however they come', async () => {
  const member = fc.tuple(fc.uint8Array({ max: 3, maxLength: 2000 }), fc.constantFrom(...ways));
  const members = fc.array(member, { minLength: 1, maxLength: 4 });
  const whole = fc.asyncProperty(members, fc.nat(200), lengths, async (parts, zeros, pieces) => {
    const packed = Buffer.concat([...parts.map(([part, way]) => gzipSync(part, way)), Buffer.alloc(zeros)]);
    expect((await unpacked(packed, pieces)).equals(Buffer.concat(parts.map(([part]) => part)))).toBe(true);
  });
  await fc.assert(whole);
});

it('what is damaged or cut off is refused, or told by its checksum', async () => {
  const packed = gzipSync(contents[5]![1].subarray(0, 3000));
  const place = fc.integer({ min: 10, max: packed.length - 1 });
  const refused = fc.asyncProperty(place, fc.nat(7), lengths, async (at, bit, pieces) => {
    const damaged = Buffer.from(packed);
    damaged[at]! ^= 1 << bit;
    await expect(unpacked(damaged, pieces)).rejects.toThrow();
    await expect(unpacked(packed.subarray(0, at), pieces)).rejects.toThrow();
  });
  await fc.assert(refused, { numRuns: 200 });
  await expect(unpacked(Buffer.concat([packed, Buffer.from('more')]))).rejects.toThrow();
});

it('whatever comes is unpacked or refused, and no more', async () => {
  const ends = fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), lengths, async (bytes, looks_packed, pieces) => {
    const came = looks_packed ? Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), bytes]) : bytes;
    const outcome = await unpacked(came, pieces).then((content) => content.length, (error: Error) => error);
    expect(outcome).toSatisfy((one) => typeof one === 'number' || one instanceof Error);
  });
  await fc.assert(ends, { numRuns: 200 });
});
