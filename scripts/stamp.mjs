// Work that is not done again while nothing of what it is made from has changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from './stages.mjs';

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
