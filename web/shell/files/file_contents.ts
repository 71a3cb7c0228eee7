// What a visitor's file holds; what keeps it from being read becomes a sentence.
import type { Arguments } from '../base/protocol.ts';
import { head, is_packed, read, TooLong, Unreadable } from '../base/unpacked.ts';
import { Refused } from '../worker/trainer.ts';

const largest_file = 512 * 2 ** 20; // bytes, as it was given

export const refused = (key: string, name: string, more: Arguments = {}): Refused =>
  new Refused({ level: 'warning', key, arguments: { name, ...more } });

async function saying_why<Result>({ name }: File, too_long: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TooLong) throw refused(too_long, name);
    if (error instanceof Unreadable) throw refused('notice.file_unreadable', name);
    throw error;
  }
}

/** Its first bytes, unpacked. Refused where it is empty, far too large or cannot be read. */
export async function beginning(file: File, length: number): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size === 0) throw refused('notice.file_empty', file.name);
  if (file.size > largest_file) throw refused('notice.file_too_large', file.name, { size: largest_file / 2 ** 20 });
  return saying_why(file, '', () => head(() => file.stream(), length));
}

/** All of it, unpacked, in pieces. Refused with the text `too_long` past `limit` bytes. */
export async function contents(
  file: File,
  limit: number,
  too_long: string,
  progress: (bytes: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>[]> {
  return saying_why(file, too_long, async () => {
    if (file.size > limit && !(await is_packed(file).catch(() => true))) throw new TooLong(); // without reading all of it
    return read(() => file.stream(), limit, progress);
  });
}
