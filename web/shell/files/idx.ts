// IDX files, the format of MNIST: what the first bytes say, and which files go together. The trainer reads the rest.

type Held = 'images' | 'labels';

export interface IdxHeader {
  /** Null: numbers of neither's shape. */
  holds: Held | null;
  /** Bytes of the whole file, as it says itself. */
  size: number;
}

/** Bytes of one value, by the number that names its type. */
const value_sizes: Readonly<Record<number, number>> = { 0x08: 1, 0x09: 1, 0x0b: 2, 0x0c: 4, 0x0d: 4, 0x0e: 8 };
const most_axes = 4;
const int32 = 0x0c;
const columns_of_qmnist = 8; // a label, and who wrote it, and where

/** What a file of these extents holds. */
function held(extents: readonly number[], type: number): Held | null {
  const [, columns, , colours = 1] = extents;
  if (extents.length > 2) return colours === 1 || colours === 3 ? 'images' : null;
  if (extents.length === 1 || columns === 1) return 'labels';
  return columns === columns_of_qmnist && type === int32 ? 'labels' : null;
}

/** What the beginning of a file says; null where it is no IDX file. */
export function idx_header(bytes: Uint8Array<ArrayBuffer>): IdxHeader | null {
  const [zero, nought, type = 0, axes = 0] = bytes;
  const value_size = value_sizes[type];
  if (zero !== 0 || nought !== 0 || value_size === undefined || axes < 1 || axes > most_axes) return null;
  if (bytes.length < 4 + 4 * axes) return null;
  const numbers = new DataView(bytes.buffer, bytes.byteOffset);
  const extents = Array.from({ length: axes }, (_, axis) => numbers.getUint32(4 + 4 * axis));
  const values = extents.reduce((product, extent) => product * extent, 1);
  return { holds: held(extents, type), size: 4 + 4 * axes + value_size * values };
}

export interface IdxFile {
  file: File;
  header: IdxHeader;
}

/** Files to train on, or files that wait for others. */
export type Gathered = { complete: IdxFile[] } | { waiting: IdxFile[]; missing: Held };

const number_of = (files: readonly IdxFile[], holds: Held): number =>
  files.filter(({ header }) => header.holds === holds).length;
const balance = (files: readonly IdxFile[]): number => number_of(files, 'images') - number_of(files, 'labels');

/** As many files of images as of labels are complete: those that `came`, else together with those `waiting`. */
export function gather(waiting: readonly IdxFile[], came: readonly IdxFile[]): Gathered {
  if (balance(came) === 0) return { complete: [...came] };
  const again = new Set(came.map(({ file }) => file.name));
  const files = [...waiting.filter(({ file }) => !again.has(file.name)), ...came];
  const more_images = balance(files);
  if (more_images === 0) return { complete: files };
  return { waiting: files, missing: more_images > 0 ? 'labels' : 'images' };
}
