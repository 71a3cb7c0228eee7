// What a run has learned as a link carries it: deflated, in the letters that no chat changes. Nothing is taken on trust.
import { deflateSync, Inflate } from 'fflate';

/** Of what is unpacked: many times what a link can carry of numbers, which hardly pack, unless many are the same. */
export const most_bytes = 2 * 2 ** 20;
const piece = 512; // bytes at a time: what bursts does so early

export class Broken extends Error {}

export function packed_state(bytes: Uint8Array): string {
  const binary = [...deflateSync(bytes, { level: 9 })].map((byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Throws Broken for what is cut off, altered, or unpacks to more than it may. */
export function unpacked_state(text: string): ArrayBuffer {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((chunk, final) => {
    size += chunk.length;
    if (size > most_bytes) throw new Broken();
    chunks.push(chunk);
    ended = final;
  });
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    for (let at = 0; at < packed.length; at += piece)
      inflate.push(packed.subarray(at, at + piece), at + piece >= packed.length);
  } catch {
    throw new Broken();
  }
  if (!ended) throw new Broken();
  const whole = new Uint8Array(size);
  let place = 0;
  for (const chunk of chunks) {
    whole.set(chunk, place);
    place += chunk.length;
  }
  return whole.buffer;
}
