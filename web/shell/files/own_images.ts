// The visitor's own images and labels, in IDX files: gathered until they are complete, read, trained on.
import { with_progress } from '../base/progress.ts';
import type { ListedFile } from '../base/file_messages.ts';
import { text } from '../base/text.ts';
import { joined } from '../base/unpacked.ts';
import type { Session } from '../run/session.ts';
import { Refused } from '../worker/trainer.ts';
import { contents, refused } from './file_contents.ts';
import { gather, type IdxFile } from './idx.ts';
import { use_file } from '../run/use_file.ts';

const most_bytes = 1.1e9; // of all files, unpacked: what fits into the trainer's memory with what is made of it

const absurd_bytes = 1e15; // more than fits on any disk

interface Contents {
  files: ListedFile[];
  /** Of all files, one after another. */
  bytes: ArrayBuffer;
}

/** The files' contents, unpacked. A file that goes on after what its header announces is not read any further. */
async function read_files(files: readonly IdxFile[], at: (share: number) => void): Promise<Contents> {
  const whole = files.reduce((sum, { header }) => sum + header.size, 0);
  const name = files[0]?.file.name ?? '';
  if (whole > absurd_bytes) throw refused('notice.idx.absurd', name);
  if (whole > most_bytes) throw refused('notice.images_too_many', name, { size: Math.round(whole / 1e8) / 10 });
  const listed: ListedFile[] = [];
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  for (const { file, header } of files) {
    const read = await contents(file, header.size, 'notice.idx_too_long', (bytes) => at((done + bytes) / whole));
    const size = read.reduce((sum, { length }) => sum + length, 0);
    done += size;
    listed.push({ name: file.name, size });
    for (const piece of read) pieces.push(piece);
  }
  try {
    return { files: listed, bytes: joined(pieces) };
  } catch {
    throw refused('notice.out_of_memory', name); // the one thing that a new block may lack
  }
}

export class OwnImages {
  /** Images whose labels have not come yet, or the other way round. */
  private waiting: IdxFile[] = [];
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  async take(came: IdxFile[]): Promise<void> {
    const gathered = gather(this.waiting, came);
    for (const key of ['notice.labels_missing', 'notice.images_missing']) this.session.withdrawn.emit(key);
    if ('waiting' in gathered) return this.wait_for(gathered.missing, gathered.waiting);
    this.waiting = [];
    await this.train(gathered.complete).catch((error: unknown) => {
      this.keep_sound(gathered.complete, error);
      throw error;
    });
  }

  private wait_for(missing: 'images' | 'labels', files: IdxFile[]): void {
    this.waiting = files;
    const name = files.map(({ file }) => file.name).join(', ');
    this.session.notice.emit({ level: 'warning', key: `notice.${missing}_missing`, arguments: { name } });
  }

  /** What was refused does not wait; the one file that goes with it does. */
  private keep_sound(files: readonly IdxFile[], error: unknown): void {
    const at_fault = error instanceof Refused ? error.notice.arguments.name : undefined;
    const sound = files.filter(({ file }) => file.name !== at_fault);
    const [left] = sound;
    if (files.length !== 2 || sound.length !== 1 || left === undefined) return;
    this.wait_for(left.header.holds === 'images' ? 'labels' : 'images', sound);
  }

  private train(complete: IdxFile[]): Promise<void> {
    const { session } = this;
    const name = complete.map(({ file }) => file.name).join(', ');
    return with_progress(text('shell.reading', { name }), async (at) => {
      const { files, bytes } = await read_files(complete, at);
      if (!session.demo?.files.includes('images')) await this.open_demo(files, bytes);
      await use_file(session, name, { kind: 'idx', files }, bytes, async () => (await read_files(complete, () => {})).bytes);
      await session.play();
    });
  }

  /** What is open is left only for images that can be trained on. */
  private async open_demo(files: ListedFile[], bytes: ArrayBuffer): Promise<void> {
    const demo = this.session.demos.find((candidate) => candidate.files.includes('images'));
    if (demo === undefined) throw refused('notice.no_images_demo', files[0]?.name ?? '');
    await this.session.inspect({ kind: 'idx', check: true, files }, bytes.slice());
    await this.session.open({ demo: demo.id, preset: null, values: {} }, { by_script: true });
  }
}
