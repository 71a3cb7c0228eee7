// The files that make up the project.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from './stages.mjs';

const not_ours = new Set(['.git', 'node_modules', 'build', 'dist', 'test-results']);

function walk(folder) {
  return readdirSync(folder)
    .filter((name) => !not_ours.has(name))
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? walk(path) : [relative(repository, path)];
    });
}

/** Paths from the repository's root: what git tracks or would, or where there is no git, every file that is not built. */
export function project_files() {
  const listing = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
  });
  const files =
    listing.status === 0
      ? listing.stdout.split('\0').filter((path) => path && existsSync(join(repository, path)))
      : walk(repository);
  return [...new Set(files)].sort();
}

export const cpp_files = () => project_files().filter((path) => /\.(cpp|h)$/.test(path));
