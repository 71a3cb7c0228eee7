// What a file that is no IDX file is to be read as: a table or a text.

const called_table = /\.(csv|tsv|tab)(\.gz)?$/i;

/**
 * By what it looks like, whatever it is called and however it came; the name tells where that is no table of numbers.
 * `any`: what some demo takes.
 */
export const kind_of = (name: string, looks_like_table: boolean, any: ReadonlySet<string>): 'table' | 'text' =>
  looks_like_table || called_table.test(name) || !any.has('text') ? 'table' : 'text';
