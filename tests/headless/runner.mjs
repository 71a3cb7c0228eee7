// The headless runner as the tests use it: compiled to wasm, in Node.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../../scripts/stages.mjs';

const program = join(repository, 'build/web-release/gradlab.cjs');

/** What runs it with any arguments, for so many ms at most. */
export const runner = (timeout) => (...args) => {
  const options = { cwd: repository, encoding: 'utf8', timeout };
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [program, ...args], options);
  assert.ifError(error);
  return { status, lines: stdout.split('\n').filter(Boolean), stderr };
};

export const gradlab = runner(180_000);
