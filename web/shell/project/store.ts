// What the page keeps in the browser's own storage: runs, each with the visitor's file that it trains on.
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { Message } from '../base/protocol.ts';
import type { SavedRun } from '../run/saved_run.ts';

/** A run as it lies in storage. */
export interface KeptRun extends Omit<SavedRun, 'file'> {
  id: string;
  /** Milliseconds since 1970. */
  time: number;
  file: { name: string; use: Message } | null;
}

interface Tables extends DBSchema {
  runs: { key: string; value: KeptRun };
  /** What the files hold; browsers keep these on disk, and not in memory. */
  files: { key: string; value: Blob };
}

const name = 'gradlab';
const most_runs = 8;

export class Store {
  private opening: Promise<IDBPDatabase<Tables>> | null = null;

  /** Rejects where the browser keeps nothing, as in some private windows. */
  private open(): Promise<IDBPDatabase<Tables>> {
    this.opening ??= openDB<Tables>(name, 1, {
      upgrade(database) {
        database.createObjectStore('runs', { keyPath: 'id' });
        database.createObjectStore('files');
      },
      blocking: () => void this.close(), // another tab forgets everything
      terminated: () => void (this.opening = null),
    });
    this.opening.catch(() => (this.opening = null));
    return this.opening;
  }

  private async close(): Promise<void> {
    const { opening } = this;
    this.opening = null;
    (await opening)?.close();
  }

  /** All runs, the newest first. */
  async list(): Promise<KeptRun[]> {
    const runs = await (await this.open()).getAll('runs');
    return runs.sort((one, other) => other.time - one.time);
  }

  /** The run as it can be gone on with. */
  async run({ id, time: _, file, ...rest }: KeptRun): Promise<SavedRun> {
    const blob = file && (await (await this.open()).get('files', id));
    return { ...rest, file: file && blob ? { ...file, bytes: () => blob.arrayBuffer() } : null };
  }

  /** Keeps `run` under `id`, in place of what was there, and of its file `bytes` where they are others than before. */
  async put(id: string, { file, ...rest }: SavedRun, bytes: ArrayBuffer | null): Promise<void> {
    const work = (await this.open()).transaction(['runs', 'files'], 'readwrite');
    const told = file && { name: file.name, use: file.use };
    const runs = work.objectStore('runs');
    const files = work.objectStore('files');
    await Promise.all([
      runs.put({ ...rest, id, time: Date.now(), file: told }),
      ...(bytes ? [files.put(new Blob([bytes]), id)] : file ? [] : [files.delete(id)]),
      work.done,
    ]);
  }

  async remove(id: string): Promise<void> {
    const work = (await this.open()).transaction(['runs', 'files'], 'readwrite');
    await Promise.all([work.objectStore('runs').delete(id), work.objectStore('files').delete(id), work.done]);
  }

  /** Removes the oldest that are too many, but none of `held`. */
  async prune(held: ReadonlySet<string>, most = most_runs): Promise<void> {
    const free = (await this.list()).filter(({ id }) => !held.has(id));
    for (const { id } of free.slice(most)) await this.remove(id);
  }

  async forget(): Promise<void> {
    await this.close();
    await deleteDB(name);
  }
}
