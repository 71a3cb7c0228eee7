import { describe, expect, it } from 'vitest';
import { kind_of, looks_like_table } from './file_kind.ts';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const table = bytes('area;price\n50;100\n60;120\n7');
const prose = bytes('Once upon a time,\nthere was a fox.\nIt was red, quick, and clever.\n');
const any = new Set(['csv', 'images', 'text']);

describe('a file', () => {
  it('looks like a table where all lines have as many cells, and numbers', () => {
    for (const text of ['a,b\n1,2\n', 'a\tb\tc\r\nx\t2e5\t3\r\n\r\ny\t\t-6.5\r\n']) {
      expect(looks_like_table(bytes(text))).toBe(true);
    }
    expect(looks_like_table(table)).toBe(true);
    const none = ['', 'a,b\n', 'a\nb\n', 'a,b\n1,2\n3\n', 'It rained, all day.\nIn 1901, too.\n'];
    for (const text of none) expect(looks_like_table(bytes(text))).toBe(false);
    expect(looks_like_table(prose)).toBe(false);
  });

  it('is a table by its name, whatever is open', () => {
    for (const name of ['a.csv', 'A.CSV', 'a.tsv', 'a.csv.gz']) {
      expect(kind_of(name, prose, ['text'], any)).toBe('table');
    }
  });

  it('is a text where texts are learnt, and for a demo of tables if it looks like none', () => {
    for (const name of ['a.txt', 'notes.md', 'page.html', 'a.txt.gz', 'README']) {
      expect(kind_of(name, table, ['text', 'csv'], any)).toBe('text');
      expect(kind_of(name, prose, ['csv'], any)).toBe('text');
      expect(kind_of(name, table, ['images'], any)).toBe('text');
      expect(kind_of(name, table, ['csv'], any)).toBe('table');
    }
  });

  it('is a table where no demo learns from texts', () => {
    expect(kind_of('a.txt', prose, ['csv'], new Set(['csv', 'images']))).toBe('table');
  });
});
