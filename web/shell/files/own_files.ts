// From dropped, picked and pasted to a run on it: tables, texts and images, told apart by names and beginnings.
import type { Session } from '../run/session.ts';
import { beginning, refused } from './file_contents.ts';
import { kind_of } from './file_kind.ts';
import { accept_files } from './files.ts';
import { idx_header, type IdxFile } from './idx.ts';
import { OwnImages } from './own_images.ts';
import { train_on_table } from './own_table.ts';
import { accept_pastes, train_on_pasted, train_on_text_file } from './own_text.ts';

const telling_bytes = 4096; // at the beginning of a file

/** As MNIST's files and those like it are called. */
const called_idx = /idx\d|ubyte/;

export function train_on_files(session: Session): void {
  const images = new OwnImages(session);

  const train = (file: File, head: Uint8Array<ArrayBuffer>): Promise<void> => {
    const any = new Set(session.demos.flatMap(({ files }) => files));
    const kind = kind_of(file.name, head, session.demo?.files ?? [], any);
    return kind === 'table' ? train_on_table(session, file) : train_on_text_file(session, file);
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
  accept_pastes((pasted) => session.attempt(train_on_pasted(session, pasted)), take_files);
}
