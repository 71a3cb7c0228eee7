// The course of a run as a table.
import { csv } from '../base/csv.ts';
import type { Columns } from '../run/history.ts';

/** Columns of equal length, `first` before all others. */
export function csv_of(columns: Columns, first: string): string {
  const names = Object.keys(columns).sort((one, other) => Number(other === first) - Number(one === first));
  const rows = columns[first]?.length ?? 0;
  return csv([names, ...Array.from({ length: rows }, (_, row) => names.map((name) => columns[name]?.[row]))]);
}
