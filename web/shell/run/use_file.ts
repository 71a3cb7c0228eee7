// Training on the visitor's own files.
import type { Notice } from '../base/protocol.ts';
import type { Session } from './session.ts';

/** On columns of a table that the trainer has looked at and keeps as `table`. Returns what was refused. */
export function use_table(
  session: Session,
  name: string,
  bytes: ArrayBuffer,
  table: string,
  chosen: object,
): Promise<Notice[]> {
  const use = { type: 'input', kind: 'csv_use', name, ...chosen };
  return session.use({ name, bytes: async () => bytes.slice(), use }, { ...use, table }, null);
}

/** On a file by `input`, {kind: 'text'} and the like; `again` reads its bytes once more. Returns what was refused. */
export function use_file(
  session: Session,
  name: string,
  input: { kind: string; [field: string]: unknown },
  bytes: ArrayBuffer,
  again: () => Promise<ArrayBuffer>,
): Promise<Notice[]> {
  const use = { ...input, type: 'input' };
  return session.use({ name, bytes: again, use }, use, bytes);
}
