// Tables as RFC 4180 has them.

const cell = (value: unknown): string => {
  const text = typeof value === 'number' && !Number.isFinite(value) ? '' : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** What is no number, or nothing, is an empty cell. */
export const csv = (rows: readonly (readonly unknown[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
