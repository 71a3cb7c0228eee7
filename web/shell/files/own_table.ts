// The visitor's own table: its columns, a question, training.
import type { Table, TableUse } from '../base/file_messages.ts';
import { joined } from '../base/unpacked.ts';
import type { Session } from '../run/session.ts';
import { ask_columns, type Layout } from './columns_dialog.ts';
import { contents, refused } from './file_contents.ts';
import { use_file, use_table } from '../run/use_file.ts';

const largest_table = 64 * 2 ** 20; // bytes: far beyond what a page can train on usefully
const lines_shown = 12;
const letters_shown = 80;

/** How the file's first lines begin. */
function first_lines(bytes: ArrayBuffer): string[] {
  const head = new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 8192));
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const lines = new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(head).split(/\r\n|\r|\n/);
  return lines.slice(0, lines_shown).map((line) => line.slice(0, letters_shown));
}

export async function train_on_table(session: Session, name: string, read: () => Promise<ArrayBuffer>): Promise<void> {
  const bytes = await read();
  const demos = session.demos.filter(({ files }) => files.includes('csv'));
  let layout: Layout | undefined;
  const look = async (chosen?: Layout): Promise<Table | { images: true }> => {
    const table = await session.inspect<Table | { images: true }>({ kind: 'csv', ...chosen }, bytes.slice());
    layout = chosen;
    return table;
  };
  const first = await look();
  if ('images' in first) return train_on_images(session, name, bytes);
  let table = first;
  ask_columns(table, {
    file: name,
    lines: first_lines(bytes),
    demos,
    open: session.demo?.id ?? '',
    read: async (chosen) => (table = (await look(chosen)) as Table),
    check: ({ table_target }, chosen) =>
      session.inspect<TableUse>({ kind: 'csv_check', ...chosen, table: table.table, learns: table_target }),
    train: (demo, chosen) => {
      const train = async (): Promise<void> => {
        if (demo.id !== session.demo?.id) await session.open({ demo: demo.id, preset: null, values: {} }, { by_script: true });
        await use_table(session, name, bytes, table.table, { ...chosen, ...layout });
        await session.play();
      };
      session.attempt(train());
    },
  });
}

/** Rows that are images, such as MNIST's, each with its label. */
async function train_on_images(session: Session, name: string, bytes: ArrayBuffer): Promise<void> {
  const demo = session.demos.find(({ files }) => files.includes('images'));
  if (demo === undefined) throw refused('notice.no_images_demo', name);
  if (!session.demo?.files.includes('images')) {
    await session.open({ demo: demo.id, preset: null, values: {} }, { by_script: true });
  }
  await use_file(session, name, { kind: 'csv_images' }, bytes.slice(), async () => bytes.slice());
  await session.play();
}

/** A file's, unpacked. */
export const table_bytes = async (file: File): Promise<ArrayBuffer> =>
  joined(await contents(file, largest_table, 'notice.table_too_large'));
