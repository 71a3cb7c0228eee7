import { gzipSync } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import { contents } from './file_contents.ts';

const named = (bytes: Uint8Array<ArrayBuffer>): File => new File([bytes], 'file');

it('a file that is too long is refused without being read, unless it is packed', async () => {
  const plain = named(new Uint8Array(1000));
  const opened = vi.spyOn(plain, 'stream');
  await expect(contents(plain, 999, 'notice.text_too_large')).rejects.toThrow(/too large/);
  expect(opened).not.toHaveBeenCalled();
  expect(await contents(plain, 1000, 'notice.text_too_large')).toHaveLength(1);
  const packed = named(new Uint8Array(gzipSync(new Uint8Array(10))));
  expect(await contents(packed, 10, 'notice.text_too_large')).toHaveLength(1);
  await expect(contents(packed, 9, 'notice.text_too_large')).rejects.toThrow(/too large/);
});
