// From a dropped file to a run on it: its columns, a question, training.
import { ask_columns } from './columns_dialog.ts';
import { accept_files } from './files.ts';
import type { Demo } from './protocol.ts';
import { own_file } from './protocol.ts';
import type { Session } from './session.ts';

const takes_files = ({ params }: Demo): boolean => params.some(({ choices }) => choices?.includes(own_file));

export function train_on_files(session: Session): void {
  const ask = async (name: string, bytes: ArrayBuffer): Promise<void> => {
    const demos = session.demos.filter(takes_files).map(({ id }) => id);
    const table = await session.columns(bytes);
    ask_columns(name, table, demos, session.demo?.id ?? '', (demo, { inputs, target }) => {
      const train = async (): Promise<void> => {
        if (demo !== session.demo?.id) await session.open({ demo, preset: null, values: {} }, { by_script: true });
        await session.use_file(name, bytes, inputs, target);
        await session.play();
      };
      session.attempt(train());
    });
  };

  accept_files({
    file: (name, bytes) => session.attempt(ask(name, bytes)),
    refused: (notice) => session.notice.emit(notice),
  });
}
