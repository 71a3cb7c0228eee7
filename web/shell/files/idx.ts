// IDX files, the format of MNIST: what the first bytes say, and which files go together. The trainer reads the rest.

export interface IdxHeader {
  holds: 'images' | 'labels';
  /** Bytes of the whole file, as it says itself. */
  size: number;
}

/** Bytes of one value, by the number that names its type. */
const value_sizes: Readonly<Record<number, number>> = { 0x08: 1, 0x09: 1, 0x0b: 2, 0x0c: 4, 0x0d: 4, 0x0e: 8 };
const most_axes = 4;

/** What the beginning of a file says; null where it is no IDX file. */
export function idx_header(bytes: Uint8Array<ArrayBuffer>): IdxHeader | null {
  const [zero, nought, type = 0, axes = 0] = bytes;
  const value_size = value_sizes[type];
  if (zero !== 0 || nought !== 0 || value_size === undefined || axes < 1 || axes > most_axes) return null;
  if (bytes.length < 4 + 4 * axes) return null;
  const numbers = new DataView(bytes.buffer, bytes.byteOffset);
  let values = 1;
  for (let axis = 0; axis < axes; ++axis) values *= numbers.getUint32(4 + 4 * axis);
  return { holds: axes === 1 ? 'labels' : 'images', size: 4 + 4 * axes + value_size * values };
}

export interface IdxFile {
  file: File;
  header: IdxHeader;
}

/** Files to train on, or files that wait for others. */
export type Gathered = { complete: IdxFile[] } | { waiting: IdxFile[]; missing: IdxHeader['holds'] };

const number_of = (files: readonly IdxFile[], holds: IdxHeader['holds']): number =>
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
