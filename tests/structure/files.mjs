// How rules walk over the files of the project: a Map of path to text.

export const is_cpp = (path) => /\.(cpp|h)$/.test(path);
export const under = (path, folder) => path === folder || path.startsWith(`${folder}/`);
export const inside = (path, folders) => folders.some((folder) => under(path, folder));

/** Calls `visit(path, text)` for every file that `wanted` accepts, and gathers what it returns. */
export const each = (files, wanted, visit) =>
  [...files].filter(([path]) => wanted(path)).flatMap(([path, text]) => visit(path, text));
