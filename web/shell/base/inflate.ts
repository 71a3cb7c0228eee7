// Deflate (RFC 1951), undone in steps: what it takes in may come in pieces, and what it gives goes in pieces.
import type { Bits } from './bits.ts';

/** The packed data make no sense, or end too early. */
export class Damaged extends Error {}

/** Wants more input; else a piece of what was unpacked. */
export type Step = Uint8Array<ArrayBuffer> | 'more';

const longest_code = 15;
const window_size = 1 << 15; // how far back a copy may reach
const bytes_of_symbol = 8; // of input, at most, with its distance

/** For each row of bits what symbol they begin with, times 16, plus the length of its code; 0 where none does. */
type Code = Uint16Array;

function code_of(lengths: ArrayLike<number>): Code {
  const counts = new Uint16Array(longest_code + 1);
  for (let symbol = 0; symbol < lengths.length; ++symbol) ++(counts[lengths[symbol]!]!);
  counts[0] = 0;
  const next = new Uint32Array(longest_code + 1);
  for (let length = 1; length <= longest_code; ++length) next[length] = (next[length - 1]! + counts[length - 1]!) << 1;
  const code = new Uint16Array(1 << longest_code);
  for (let symbol = 0; symbol < lengths.length; ++symbol) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const number = next[length]!++;
    if (number >> length > 0) throw new Damaged(); // more codes than there can be
    let reversed = 0;
    for (let bit = 0; bit < length; ++bit) reversed |= ((number >> bit) & 1) << (length - 1 - bit);
    for (let row = reversed; row < code.length; row += 1 << length) code[row] = (symbol << 4) | length;
  }
  return code;
}

function symbol_of(bits: Bits, code: Code): number {
  const found = code[bits.peek(longest_code)]!;
  if (found === 0) throw new Damaged();
  bits.drop(found & 15);
  return found >> 4;
}

/** Of length symbols from 257, and of distance symbols: the least, and how many bits are added. */
function ranges(first: number, count: number, per_bit: number): { least: number[]; extra: number[] } {
  const extra = Array.from({ length: count }, (_, symbol) => Math.max(0, Math.floor(symbol / per_bit) - 1));
  const least = [first];
  for (let symbol = 1; symbol < count; ++symbol) least.push(least[symbol - 1]! + (1 << extra[symbol - 1]!));
  return { least, extra };
}
const lengths = ranges(3, 28, 4);
lengths.least.push(258);
lengths.extra.push(0);
const distances = ranges(1, 30, 2);

function in_range(bits: Bits, { least, extra }: typeof lengths, symbol: number): number {
  const from = least[symbol];
  if (from === undefined) throw new Damaged();
  return from + bits.take(extra[symbol]!);
}

const fixed = {
  literals: code_of(Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8))),
  distances: code_of(new Array<number>(30).fill(5)),
};

const order_of_lengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The codes that a block begins with; at most 300 bytes. */
function own_codes(bits: Bits): typeof fixed {
  const literals = bits.take(5) + 257;
  const all = literals + bits.take(5) + 1;
  const of_lengths = new Uint8Array(19);
  for (let left = bits.take(4) + 4, at = 0; at < left; ++at) of_lengths[order_of_lengths[at]!] = bits.take(3);
  const code = code_of(of_lengths);
  const found: number[] = [];
  while (found.length < all) {
    const symbol = symbol_of(bits, code);
    if (symbol < 16) found.push(symbol);
    else {
      const again = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
      const length = symbol === 16 ? found.at(-1) : 0;
      if (length === undefined || found.length + again > all) throw new Damaged();
      for (let time = 0; time < again; ++time) found.push(length);
    }
  }
  return { literals: code_of(found.slice(0, literals)), distances: code_of(found.slice(literals)) };
}

/** What is unpacked, with as much of it as copies may reach back to. */
class Output {
  private readonly bytes = new Uint8Array(8 * window_size);
  private end = 0;
  private given = 0;

  get is_full(): boolean {
    return this.end > this.bytes.length - 300;
  }

  put(byte: number): void {
    this.bytes[this.end++] = byte;
  }

  copy(length: number, distance: number): void {
    if (distance > this.end) throw new Damaged();
    for (let left = length; left > 0; --left, ++this.end) this.bytes[this.end] = this.bytes[this.end - distance]!;
  }

  /** What was put since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const piece = this.bytes.slice(this.given, this.end);
    const from = Math.max(0, this.end - window_size);
    this.bytes.copyWithin(0, from, this.end);
    this.given = this.end = this.end - from;
    return piece;
  }
}

/** Unpacks to the end of the last block, and leaves `bits` behind it. Throws Damaged. */
export function* inflate(bits: Bits): Generator<Step, void> {
  const output = new Output();
  for (let is_last = false; !is_last;) {
    while (bits.lacks(300)) yield 'more';
    is_last = bits.take(1) === 1;
    const kind = bits.take(2);
    if (kind === 3) throw new Damaged();
    if (kind === 0) {
      bits.align();
      const size = bits.take(16);
      if ((size ^ 0xffff) !== bits.take(16)) throw new Damaged();
      for (let left = size; left > 0; --left) {
        while (bits.lacks(1)) yield 'more';
        if (output.is_full) yield output.take();
        output.put(bits.take(8));
      }
    } else {
      const codes = kind === 1 ? fixed : own_codes(bits);
      for (;;) {
        while (bits.lacks(bytes_of_symbol)) yield 'more';
        if (output.is_full) yield output.take();
        const symbol = symbol_of(bits, codes.literals);
        if (symbol < 256) output.put(symbol);
        else if (symbol === 256) break;
        else {
          const length = in_range(bits, lengths, symbol - 257);
          output.copy(length, in_range(bits, distances, symbol_of(bits, codes.distances)));
        }
        bits.require();
      }
    }
    bits.require();
  }
  yield output.take();
}
