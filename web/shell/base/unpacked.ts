// Reading a file to its end: unpacked where its content is gzip, whatever its name, and never more than is wanted of it.
import { gunzip } from './gunzip.ts';

/** The file is longer than it may be. */
export class TooLong extends Error {}

/** It is cut off or damaged, so that it cannot be unpacked, or it is gone. */
export class Unreadable extends Error {}

/** Whether the content is gzip: what it unpacks to is known only when it is. */
export const is_packed = async (file: Blob): Promise<boolean> =>
  is_gzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()));

type Bytes = Uint8Array<ArrayBuffer>;
type Stream = ReadableStream<Bytes>;

const is_gzip = (head: Bytes | undefined): boolean => head?.[0] === 0x1f && head[1] === 0x8b;

async function* pieces_of(stream: Stream): AsyncGenerator<Bytes> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => {}); // what is not wanted need not be read
  }
}

/** A stream that ends where `stream` does, and whether it is gzip. */
async function looked_into(stream: Stream): Promise<{ whole: Stream; packed: boolean }> {
  const reader = stream.getReader();
  const first = await reader.read();
  const whole: Stream = new ReadableStream({
    start: (to) => void (first.value && to.enqueue(first.value)),
    async pull(to) {
      const { done, value } = await reader.read();
      if (done) to.close();
      else to.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { whole, packed: is_gzip(first.value) };
}

/** `by_hand`: not by the browser's own unpacking, which knows but one member of a gzip file. */
async function unpacked(stream: Stream, by_hand: boolean): Promise<AsyncGenerator<Bytes>> {
  const { whole, packed } = await looked_into(stream);
  if (!packed) return pieces_of(whole);
  return by_hand ? gunzip(pieces_of(whole)) : pieces_of(whole.pipeThrough(new DecompressionStream('gzip')));
}

const milliseconds_at_once = 12;

/** The same pieces; the page gets to do what else there is to do in between. */
async function* breathing(pieces: AsyncGenerator<Bytes>): AsyncGenerator<Bytes> {
  let since = performance.now();
  for await (const piece of pieces) {
    yield piece;
    if (performance.now() - since < milliseconds_at_once) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}

/** Opens what is to be read, from its beginning: again where the browser's own unpacking gave up. */
type Open = () => ReadableStream<Uint8Array>;

async function unpacking<Result>(open: Open, work: (pieces: AsyncGenerator<Bytes>) => Promise<Result>): Promise<Result> {
  for (const by_hand of [false, true]) {
    try {
      return await work(breathing(await unpacked(open() as Stream, by_hand)));
    } catch (error) {
      if (error instanceof TooLong) throw error;
    }
  }
  throw new Unreadable();
}

/** All of it, in pieces. Throws TooLong past `limit` bytes, and Unreadable. `progress` is told the bytes so far. */
export function read(open: Open, limit: number, progress: (bytes: number) => void = () => {}): Promise<Bytes[]> {
  return unpacking(open, async (pieces) => {
    const all: Bytes[] = [];
    let size = 0;
    for await (const piece of pieces) {
      size += piece.length;
      if (size > limit) throw new TooLong();
      all.push(piece);
      progress(size);
    }
    return all;
  });
}

/** Its first `length` bytes, or all where there are fewer. */
export function head(open: Open, length: number): Promise<Bytes> {
  return unpacking(open, async (pieces) => {
    const all: Bytes[] = [];
    let size = 0;
    for await (const piece of pieces) {
      all.push(piece);
      size += piece.length;
      if (size >= length) break;
    }
    return new Uint8Array(joined(all)).subarray(0, length);
  });
}

/** One block; `pieces` is empty afterwards, so that nothing is held twice for longer than it must be. */
export function joined(pieces: Bytes[]): ArrayBuffer {
  const block = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
    block.set(piece, place);
    place += piece.length;
  }
  return block.buffer;
}
