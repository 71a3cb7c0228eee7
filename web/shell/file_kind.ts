// What a file that is no IDX file is to be read as: a table or a text.

/** Whole lines, in all of which the same separator stands as often. */
export function looks_like_table(head: Uint8Array<ArrayBuffer>): boolean {
  const lines = new TextDecoder().decode(head).split(/\r?\n/).slice(0, -1);
  const [first = '', ...rest] = lines.filter((line) => line.trim() !== '');
  const count = (line: string, separator: string): number => line.split(separator).length - 1;
  return [',', ';', '\t'].some(
    (separator) =>
      rest.length > 0 &&
      count(first, separator) > 0 &&
      rest.every((line) => count(line, separator) === count(first, separator)),
  );
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
