import { expect, it } from 'vitest';
import { folders_in } from './files.ts';

const item = (entry: object | null) => ({ webkitGetAsEntry: () => entry });
const list = (...items: object[]) => items as unknown as DataTransferItemList;

it('a folder that was dropped is told from a file', () => {
  const folder = item({ isDirectory: true, name: 'digits' });
  expect(folders_in(list(item({ isDirectory: false, name: 'a.csv' }), item(null), folder, {}))).toEqual(['digits']);
  expect(folders_in(undefined)).toEqual([]);
});
