// What the trainer tells of a visitor's files, beside protocol.ts; tests/headless/schema.test.mjs compares both.
import type { Arguments } from './protocol.ts';

export interface Column {
  name: string;
  kind: 'number' | 'yes_no' | 'date' | 'text';
  /** It can be an input. */
  numeric: boolean;
  /** Cells in which nothing stands, and those that are not what the others are. */
  empty: number;
  unreadable: number;
  unreadable_example?: string;
  /** A cell that does not look as the number that it was read as. */
  read?: { text: string; number: number };
  /** That stands beside its numbers, or in which dates are counted: d, h, s. */
  unit?: string;
  /** From where its numbers are counted, where that is not 0. */
  origin?: string;
  /** Texts that stand in it, but for letters' case; of numbers up to 63. */
  different: number;
  /** It tells the number of the row, and nothing else. */
  counts_rows: boolean;
  sample: string[];
}

export interface Table {
  /** The handle under which the trainer keeps the last one that it read. */
  table: string;
  columns: Column[];
  rows: number;
  /** Of the file, from 1, that belongs to the table. */
  first_line: number;
  has_header: boolean;
}

export interface Note {
  key: string;
  arguments: Arguments;
}

export interface TableUse {
  /** To train and test with. */
  rows: number;
  /** More rows, if gaps are filled. */
  fillable?: number;
  /** The input without which most rows are whole, and how many then. */
  without?: { column: number; rows: number };
  notes: Note[];
}

export interface TextFacts {
  /** Unicode code points: all, and the different ones. */
  characters: number;
  different: number;
}

/** A file whose bytes go with a message, unpacked. */
export interface ListedFile {
  name: string;
  size: number;
}
