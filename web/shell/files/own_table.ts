// The visitor's own table: its columns, a question, training.
import type { Table } from '../base/protocol.ts';
import { joined } from '../base/unpacked.ts';
import type { Session } from '../run/session.ts';
import { ask_columns } from './columns_dialog.ts';
import { contents } from './file_contents.ts';

const largest_table = 64 * 2 ** 20; // bytes: far beyond what a page can train on usefully

export async function train_on_table(session: Session, file: File): Promise<void> {
  const bytes = joined(await contents(file, largest_table, 'notice.table_too_large'));
  const demos = session.demos.filter(({ files }) => files.includes('csv'));
  const table = await session.inspect<Table>({ kind: 'csv' }, bytes.slice());
  ask_columns(file.name, table, demos, session.demo?.id ?? '', (demo, chosen) => {
    const train = async (): Promise<void> => {
      if (demo !== session.demo?.id) await session.open({ demo, preset: null, values: {} }, { by_script: true });
      await session.use_table(file.name, bytes, table.table, chosen);
      await session.play();
    };
    session.attempt(train());
  });
}
