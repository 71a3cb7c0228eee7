// gzip (RFC 1952) of any number of members, with zeros behind them or without, as Python, bgzip and cat make it: browsers
// unpack the first alone.
import { Bits } from './bits.ts';
import { Damaged, inflate, type Step } from './inflate.ts';

const crc_of_byte = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; ++bit) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

const flags = { header_crc: 2, extra: 4, name: 8, comment: 16 };

function* header(bits: Bits): Generator<Step, void> {
  const byte = function* (): Generator<Step, number> {
    while (bits.lacks(1)) yield 'more';
    const next = bits.take(8);
    bits.require();
    return next;
  };
  const skip = function* (count: number): Generator<Step, void> {
    for (let left = count; left > 0; --left) yield* byte();
  };
  const text = function* (): Generator<Step, void> {
    while ((yield* byte()) !== 0);
  };
  for (const magic of [0x1f, 0x8b, 8]) if ((yield* byte()) !== magic) throw new Damaged();
  const flag = yield* byte();
  yield* skip(6);
  if (flag & flags.extra) yield* skip((yield* byte()) + 256 * (yield* byte()));
  if (flag & flags.name) yield* text();
  if (flag & flags.comment) yield* text();
  if (flag & flags.header_crc) yield* skip(2);
}

function* member(bits: Bits): Generator<Step, void> {
  yield* header(bits);
  let crc = 0xffffffff;
  let size = 0;
  for (const step of inflate(bits)) {
    if (step !== 'more') {
      for (const byte of step) crc = (crc >>> 8) ^ crc_of_byte[(crc ^ byte) & 255]!;
      size += step.length;
    }
    yield step;
  }
  bits.align();
  while (bits.lacks(8)) yield 'more';
  const number = (): number => (bits.take(16) | (bits.take(16) << 16)) >>> 0;
  const is_right = number() === (crc ^ 0xffffffff) >>> 0 && number() === size % 2 ** 32;
  bits.require();
  if (!is_right) throw new Damaged();
}

function* members(bits: Bits): Generator<Step, void> {
  for (;;) {
    yield* member(bits);
    for (;;) {
      while (bits.lacks(1)) yield 'more';
      if (bits.is_empty) return;
      if (bits.peek(8) !== 0) break;
      bits.drop(8);
    }
    bits.align();
  }
}

/** What was packed, in pieces. Throws where that is damaged. */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const bits = new Bits();
  const pieces = packed[Symbol.asyncIterator]();
  try {
    for (const step of members(bits)) {
      if (step === 'more') bits.add((await pieces.next()).value as Uint8Array | undefined);
      else if (step.length > 0) yield step;
    }
  } finally {
    await pieces.return?.();
  }
}
