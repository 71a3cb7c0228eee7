// What a file that is no IDX file is to be read as: a table or a text.

const is_number = (cell: string): boolean => /^\s*"?[-+]?[\d.,]*\d(e[-+]?\d+)?"?\s*$/i.test(cell);

/** In all whole lines the same separator stands as often, and each but the first has a number. */
export function looks_like_table(head: Uint8Array<ArrayBuffer>): boolean {
  const lines = new TextDecoder().decode(head).split(/\r?\n/).slice(0, -1);
  const [first = '', ...rest] = lines.filter((line) => line.trim() !== '');
  return [',', ';', '\t'].some((separator) => {
    const columns = first.split(separator).length;
    const is_row = (line: string): boolean => {
      const cells = line.split(separator);
      return cells.length === columns && cells.some(is_number);
    };
    return columns > 1 && rest.length > 0 && rest.every(is_row);
  });
}

const called_table = /\.(csv|tsv|tab)(\.gz)?$/i;

/** `files`: what the open demo takes; `any`: what some demo takes. */
export function kind_of(
  name: string,
  head: Uint8Array<ArrayBuffer>,
  files: readonly string[],
  any: ReadonlySet<string>,
): 'table' | 'text' {
  if (called_table.test(name) || !any.has('text')) return 'table';
  return files.includes('csv') && !files.includes('text') && looks_like_table(head) ? 'table' : 'text';
}
