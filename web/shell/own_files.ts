// From dropped files to a run on them: of tables and of images, told apart by how they begin.
import { accept_files } from './files.ts';
import { beginning, refused } from './file_contents.ts';
import { header_size, idx_header, type IdxFile } from './idx.ts';
import { OwnImages } from './own_images.ts';
import { train_on_table } from './own_table.ts';
import type { Session } from './session.ts';

/** As MNIST's files and those like it are called. */
const called_idx = /idx\d|ubyte/;

export function train_on_files(session: Session): void {
  const images = new OwnImages(session);

  const take = async (files: File[]): Promise<void> => {
    const headers = await Promise.all(files.map(async (file) => idx_header(await beginning(file, header_size))));
    const idx: IdxFile[] = [];
    const tables: File[] = [];
    files.forEach((file, place) => {
      const header = headers[place];
      if (header) idx.push({ file, header });
      else if (called_idx.test(file.name)) throw refused('notice.not_idx', file.name);
      else tables.push(file);
    });
    if (idx.length > 0) await images.take(idx);
    const [table, ...more] = tables;
    if (table) await train_on_table(session, table);
    for (const { name } of more) session.notice.emit({ level: 'warning', key: 'notice.one_table', arguments: { name } });
  };

  accept_files((files) => session.attempt(take(files)));
}
