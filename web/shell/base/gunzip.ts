// gzip of any number of members, with zeros behind them or without, as Python, bgzip and cat make it: browsers unpack the
// first alone.
import { Inflate } from 'pako';

type Bytes = Uint8Array<ArrayBuffer>;

/** The packed data make no sense, or end too early. */
export class Damaged extends Error {}

const gzip_alone = 31; // windowBits: the largest window, and no other format

/** What was packed, in pieces. Throws where that is damaged. */
export async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
  const ready: Bytes[] = [];
  let member: Inflate | null = null;
  let unread = 0; // of the piece, when the member ended
  for await (const piece of packed) {
    for (let rest = piece; rest.length > 0; ) {
      if (member === null) {
        const start = rest.findIndex((byte) => byte !== 0);
        if (start < 0) break;
        rest = rest.subarray(start);
        member = new Inflate({ windowBits: gzip_alone });
        member.onData = (chunk) => void ready.push(chunk as Bytes);
        member.onStart = (stream) => {
          member!.onEnd = () => void (unread = stream.avail_in);
        };
      }
      member.push(rest, false);
      yield* ready.splice(0);
      if (!member.ended) break;
      if (member.err !== 0) throw new Damaged();
      rest = rest.subarray(rest.length - unread);
      member = null;
    }
  }
  if (member !== null) throw new Damaged();
}
