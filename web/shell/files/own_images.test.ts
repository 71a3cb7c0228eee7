import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListedFile } from '../base/file_messages.ts';
import type { Notice } from '../base/protocol.ts';
import { Signal } from '../base/signal.ts';
import { sample_demo } from '../fixtures/samples.ts';
import type { Session } from '../run/session.ts';
import { Refused } from '../worker/trainer.ts';
import { idx_header, type IdxFile } from './idx.ts';
import { OwnImages } from './own_images.ts';

vi.mock('../base/progress.ts', () => ({ with_progress: (_: string, work: (at: () => void) => unknown) => work(() => {}) }));

function idx_file(name: string, ...extents: number[]): IdxFile {
  const header = new DataView(new ArrayBuffer(4 + 4 * extents.length));
  header.setUint32(0, 0x0800 + extents.length);
  extents.forEach((extent, axis) => header.setUint32(4 + 4 * axis, extent));
  const values = new Uint8Array(extents.reduce((product, extent) => product * extent, 1));
  const file = new File([header, values], name);
  return { file, header: idx_header(new Uint8Array(header.buffer))! };
}

const images = idx_file('images', 4, 2, 2);
const labels = idx_file('labels', 4);

let refusal: Notice | null;
let used: string[][];
let own: OwnImages;
let notices: string[];

beforeEach(() => {
  refusal = null;
  used = [];
  notices = [];
  const notice = new Signal<Notice>();
  notice.on(({ key, arguments: { name } }) => notices.push(`${key} ${String(name)}`));
  const session = {
    notice,
    withdrawn: new Signal<string>(),
    demo: sample_demo({ files: ['images'] }),
    use: async (_file: object, { files }: { files: ListedFile[] }) => {
      if (refusal) throw new Refused(refusal);
      used.push(files.map(({ name }) => name));
    },
    play: async () => {},
  };
  own = new OwnImages(session as unknown as Session);
});

const refuse = (args: Notice['arguments']): void =>
  void (refusal = { level: 'warning', key: 'notice.idx.label', arguments: args });

describe("the visitor's images", () => {
  it('wait for their labels', async () => {
    await own.take([images]);
    expect(notices).toEqual(['notice.labels_missing images']);
    await own.take([labels]);
    expect(used).toEqual([['images', 'labels']]);
  });

  it('go on waiting where the labels are refused, which do not wait', async () => {
    for (const came of [[images, labels], [labels]]) {
      refuse({ name: 'labels' });
      await expect(own.take(came)).rejects.toThrow(Refused);
      expect(notices.at(-1)).toBe('notice.labels_missing images');
    }
    refusal = null;
    const right = idx_file('right-labels', 4);
    await own.take([right]);
    expect(used).toEqual([['images', 'right-labels']]);
  });

  it.each([
    [1e5, /hold 104\.9 GB of images/],
    [2 ** 32 - 1, /damaged/],
  ])('are refused by what their header says, %d of them', async (count, words) => {
    const header = idx_header(
      new Uint8Array([0, 0, 8, 3, ...[24, 16, 8, 0].map((bits) => count >>> bits), 0, 0, 4, 0, 0, 0, 4, 0].map((byte) => byte & 255)),
    );
    const huge = { file: new File(['x'], 'huge'), header: header! };
    await expect(own.take([huge, labels])).rejects.toThrow(words);
  });

  it('do not wait once they are refused themselves, or do not pair', async () => {
    refuse({ name: 'images' });
    await expect(own.take([images, labels])).rejects.toThrow(Refused);
    expect(notices).toEqual(['notice.images_missing labels']);
    refuse({ files: ['images (4)', 'labels (3)'] });
    await expect(own.take([images])).rejects.toThrow(Refused);
    refusal = null;
    await own.take([images]);
    expect(notices.at(-1)).toBe('notice.labels_missing images');
    expect(used).toEqual([]);
  });
});
