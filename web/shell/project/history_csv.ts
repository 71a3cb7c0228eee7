// The course of a run as a table.
import type { Columns } from '../run/run_facts.ts';

/** Columns of equal length as RFC 4180 has them, `first` before all others; what is no number is empty. */
export function csv_of(columns: Columns, first: string): string {
  const names = Object.keys(columns).sort((one, other) => Number(other === first) - Number(one === first));
  const rows = columns[first]?.length ?? 0;
  const lines = Array.from({ length: rows }, (_, row) => names.map((name) => columns[name]?.[row] ?? '').join(','));
  return [names.join(','), ...lines, ''].join('\r\n');
}
