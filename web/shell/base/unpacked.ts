// Reading a file to its end: unpacked where its content is gzip, whatever its name, and never more than is wanted of it.

/** The file is longer than it may be. */
export class TooLong extends Error {}

/** It is cut off or damaged, so that it cannot be unpacked, or it is gone. */
export class Unreadable extends Error {}

type Bytes = Uint8Array<ArrayBuffer>;
type Stream = ReadableStream<Bytes>;

const is_gzip = (head: Bytes | undefined): boolean => head?.[0] === 0x1f && head[1] === 0x8b;

async function* unpacked(packed: Stream): AsyncGenerator<Bytes> {
  const reader = packed.getReader();
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
  const stream = is_gzip(first.value) ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
  const content = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await content.read();
      if (done) return;
      yield value;
    }
  } finally {
    content.cancel().catch(() => {}); // what is not wanted need not be unpacked
  }
}

/** All of it, in pieces. Throws TooLong past `limit` bytes, and Unreadable. `progress` is told the bytes so far. */
export async function read(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  progress: (bytes: number) => void = () => {},
): Promise<Bytes[]> {
  const pieces: Bytes[] = [];
  let size = 0;
  try {
    for await (const piece of unpacked(stream as Stream)) {
      size += piece.length;
      if (size > limit) break;
      pieces.push(piece);
      progress(size);
    }
  } catch {
    throw new Unreadable();
  }
  if (size > limit) throw new TooLong();
  return pieces;
}

/** Its first `length` bytes, or all where there are fewer. */
export async function head(stream: ReadableStream<Uint8Array>, length: number): Promise<Bytes> {
  const pieces: Bytes[] = [];
  let size = 0;
  try {
    for await (const piece of unpacked(stream as Stream)) {
      pieces.push(piece);
      size += piece.length;
      if (size >= length) break;
    }
  } catch {
    throw new Unreadable();
  }
  return new Uint8Array(joined(pieces)).subarray(0, length);
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
