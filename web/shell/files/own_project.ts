// A run or weights that somebody saved, dropped on the page: gone on with.
import { with_progress } from '../base/progress.ts';
import { text } from '../base/text.ts';
import { unpacked } from '../project/project_file.ts';
import { resume, use_weights } from '../run/keeping.ts';
import type { Session } from '../run/session.ts';
import { refused } from './file_contents.ts';

const first_of_zip = [0x50, 0x4b];
const longest_header = 100 * 2 ** 20; // bytes, of a safetensors file

/** What a file is by its name and its beginning, if it is one of these. */
export function saved_kind(name: string, head: Uint8Array<ArrayBuffer>): 'project' | 'weights' | null {
  if (first_of_zip.every((byte, place) => head[place] === byte)) return 'project';
  if (/\.gradlab$/i.test(name)) return 'project';
  const is_header = head.length > 8 && head[8] === '{'.charCodeAt(0);
  const length = head.length > 8 ? new DataView(head.buffer, head.byteOffset).getBigUint64(0, true) : 0n;
  if (/\.safetensors$/i.test(name) || (is_header && length < longest_header)) return 'weights';
  return null;
}

async function bytes_of(file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw refused('notice.file_unreadable', file.name);
  }
}

/** Goes on from the run in `file`, paused. */
export const open_project = (session: Session, file: File): Promise<void> =>
  with_progress(text('shell.reading', { name: file.name }), async () => {
    const saved = await unpacked(new Uint8Array(await bytes_of(file)));
    await resume(session, saved);
    const { step } = saved;
    session.notice.emit({ level: 'info', key: 'notice.project.opened', arguments: { name: file.name, step } });
  });

export async function open_weights(session: Session, file: File): Promise<void> {
  await use_weights(session, await bytes_of(file));
  session.notice.emit({ level: 'info', key: 'notice.weights_used', arguments: { name: file.name } });
}
