// The rules, on the repository and on the examples that show that each of them can fail.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { project_files } from '../../scripts/sources.mjs';
import { repository } from '../../scripts/stages.mjs';
import { rules } from './rules.mjs';

const files = new Map(project_files().map((path) => [path, readFileSync(join(repository, path), 'utf8')]));
const as_map = (example) => new Map(Object.entries(example));

test('the files are found', () => {
  for (const path of ['engine/ops/ops.h', 'demos/trainer/messages.h', 'web/text/en.json', 'package.json'])
    assert.ok(files.has(path), path);
  assert.ok(files.size > 100);
});

for (const { name, complaints, right, wrong } of rules) {
  test(name, () => assert.deepEqual(complaints(files), []));
  test(`finds what breaks it: ${name}`, () => {
    assert.deepEqual(complaints(as_map(right)), []);
    for (const example of wrong) assert.notDeepEqual(complaints(as_map(example)), [], JSON.stringify(example));
  });
}
