import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { generator } from '../fixtures/chance.ts';
import { gunzip } from './gunzip.ts';

const chance = generator(3);
const below = (most: number): number => Math.floor(chance() * most);

/** The bytes in pieces of any length. */
async function* in_pieces(bytes: Uint8Array, longest: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + below(longest);
    yield bytes.subarray(at, end);
    at = end;
  }
}

async function unpacked(packed: Uint8Array, longest = 65_536): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzip(in_pieces(packed, longest))) pieces.push(piece);
  return Buffer.concat(pieces);
}

const contents: [string, Uint8Array][] = [
  ['nothing', new Uint8Array(0)],
  ['a letter', Uint8Array.of(97)],
  ['zeros', new Uint8Array(700_000)],
  ['words', new TextEncoder().encode('the fox, the owl and the hen; '.repeat(9000))],
  ['noise', Uint8Array.from({ length: 200_000 }, () => below(256))],
  ['half of it noise', Uint8Array.from({ length: 300_000 }, (_, at) => (at % 1000 < 500 ? below(256) : at % 7))],
  ['few values', Uint8Array.from({ length: 300_000 }, () => below(3) * below(4))],
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
      for (const longest of [1000, 1e6])
        expect((await unpacked(gzipSync(content, way), longest)).equals(content), JSON.stringify(way)).toBe(true);
    expect((await unpacked(gzipSync(content.subarray(0, 3000)), 1)).equals(content.subarray(0, 3000))).toBe(true);
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
  expect(await unpacked(Buffer.concat([header, check, deflateRawSync(content), plain.subarray(-8), plain]), 3)).toEqual(
    Buffer.concat([content, content]),
  );
});

it('what is damaged or cut off is refused, or told by its checksum', async () => {
  const content = Buffer.from(contents[5]![1].subarray(0, 3000));
  const packed = gzipSync(content);
  for (let round = 0; round < 300; ++round) {
    const damaged = Buffer.from(packed);
    const at = 10 + below(packed.length - 10);
    damaged[at]! ^= 1 << below(8);
    await expect(unpacked(damaged)).rejects.toThrow();
    await expect(unpacked(packed.subarray(0, below(packed.length)), 500)).rejects.toThrow();
  }
  await expect(unpacked(Buffer.concat([packed, Buffer.from('more')]))).rejects.toThrow();
});
