// The headless runner as the tests use it: compiled to wasm, in Node.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../../scripts/stages.mjs';

const program = join(repository, 'build/web-release/gradlab.cjs');

/** Runs it with these arguments. */
export function gradlab(...args) {
  const options = { cwd: repository, encoding: 'utf8', timeout: 180_000 };
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [program, ...args], options);
  assert.ifError(error);
  return { status, lines: stdout.split('\n').filter(Boolean), stderr };
}
