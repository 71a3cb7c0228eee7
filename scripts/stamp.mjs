// Work that is not done again while nothing of what it is made from has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from './stages.mjs';

/** A hash over the contents of files and folders, named from the repository's root; what is not there counts as empty. */
export function hash_of(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(repository, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory())
      readdirSync(full)
        .sort()
        .forEach((name) => add(join(path, name)));
    else hash.update(`${path}\0`).update(readFileSync(full));
  };
  paths.forEach(add);
  return hash.digest('hex');
}

/** Calls `work` unless it succeeded before with the same `state`, noted in the file `stamp`. True if it was called. */
export async function unless_stamped(stamp, state, work) {
  const path = join(repository, stamp);
  if (existsSync(path) && readFileSync(path, 'utf8') === state) return false;
  rmSync(path, { force: true });
  await work();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, state);
  return true;
}
