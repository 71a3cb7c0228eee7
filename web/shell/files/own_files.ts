// From dropped, picked and pasted to a run on it: tables, texts, images, and runs and weights that were saved, told apart
// by names and beginnings.
import { text } from '../base/text.ts';
import type { Session } from '../run/session.ts';
import { beginning, refused } from './file_contents.ts';
import { kind_of } from './file_kind.ts';
import { accept_files } from './files.ts';
import { idx_header, type IdxFile } from './idx.ts';
import { accept_launches } from './launched.ts';
import { OwnImages } from './own_images.ts';
import { open_project, open_weights, saved_kind } from './own_project.ts';
import { table_bytes, train_on_table } from './own_table.ts';
import { accept_pastes, train_on_pasted, train_on_text_file } from './own_text.ts';

const telling_bytes = 4096; // at the beginning of a file

/** As MNIST's files and those like it are called. */
const called_idx = /idx\d|ubyte/;

export function train_on_files(session: Session): void {
  const images = new OwnImages(session);

  const is_table = async (name: string, head: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const any = new Set(session.demos.flatMap(({ files }) => files));
    const { table } = await session.inspect<{ table: boolean }>({ kind: 'csv_looks' }, head.slice().buffer);
    return kind_of(name, table, any) === 'table';
  };

  const train = async (file: File, head: Uint8Array<ArrayBuffer>): Promise<void> => {
    const saved = saved_kind(file.name, head);
    if (saved !== null) return saved === 'project' ? open_project(session, file) : open_weights(session, file);
    if (!(await is_table(file.name, head))) return train_on_text_file(session, file);
    return train_on_table(session, file.name, () => table_bytes(file));
  };

  const take_pasted = async (pasted: string): Promise<void> => {
    const bytes = new TextEncoder().encode(pasted);
    if (!(await is_table('', bytes.slice(0, telling_bytes)))) return train_on_pasted(session, pasted);
    return train_on_table(session, text('shell.pasted'), async () => bytes.buffer);
  };

  const take = async (files: File[]): Promise<void> => {
    const heads = await Promise.all(files.map((file) => beginning(file, telling_bytes)));
    const idx: IdxFile[] = [];
    const others: { file: File; head: Uint8Array<ArrayBuffer> }[] = [];
    files.forEach((file, place) => {
      const head = heads[place] as Uint8Array<ArrayBuffer>;
      const header = idx_header(head);
      if (header?.holds === null) throw refused('notice.idx.not_images', file.name);
      if (header) idx.push({ file, header });
      else if (called_idx.test(file.name)) throw refused('notice.not_idx', file.name);
      else others.push({ file, head });
    });
    if (idx.length > 0) await images.take(idx);
    const [other, ...more] = others;
    if (other) await train(other.file, other.head);
    for (const { file } of more)
      session.notice.emit({ level: 'warning', key: 'notice.one_file', arguments: { name: file.name } });
  };

  const take_files = (files: File[]): void => session.attempt(take(files));
  accept_files(take_files, (name) => session.attempt(Promise.reject(refused('notice.folder', name))));
  accept_launches(take_files);
  accept_pastes((pasted) => session.attempt(take_pasted(pasted)), take_files);
}
