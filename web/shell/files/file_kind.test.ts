import { describe, expect, it } from 'vitest';
import { kind_of } from './file_kind.ts';

const any = new Set(['csv', 'images', 'text']);

describe('a file', () => {
  it('is a table where it looks like one, under any name', () => {
    for (const name of ['a.csv', 'a.txt', 'a.data', 'README', '']) expect(kind_of(name, true, any)).toBe('table');
  });

  it('is a table by its name where its looks do not tell, or else a text', () => {
    for (const name of ['a.csv', 'A.CSV', 'a.tsv', 'a.csv.gz']) expect(kind_of(name, false, any)).toBe('table');
    for (const name of ['a.txt', 'notes.md', 'page.html', '']) expect(kind_of(name, false, any)).toBe('text');
  });

  it('is a table where no demo learns from texts', () => {
    expect(kind_of('a.txt', false, new Set(['csv', 'images']))).toBe('table');
  });
});
