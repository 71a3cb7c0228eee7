// What presets have learned before anybody opens them: trained here, by the headless runner, in build/assets/learned.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { repository } from './stages.mjs';
import { hash_of, unless_stamped } from './stamp.mjs';

const run = promisify(execFile);
const folder = join(repository, 'build/assets/learned');
const golden = 'tests/golden/runs.json';
const runner = ['cjs', 'wasm'].map((kind) => `build/web-release/gradlab.${kind}`);
const gradlab = (...words) => run(process.execPath, [join(repository, runner[0]), ...words], { cwd: repository, maxBuffer: 1 << 26 });

/** The tries of all presets that show what was learned: [{ demo, preset, steps }]. */
async function wanted() {
  const { stdout } = await gradlab('list');
  const demos = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const presets = demos.flatMap((demo) => demo.presets.map(({ id, tries }) => ({ demo: demo.id, preset: id, tries })));
  return presets.flatMap(({ demo, preset, tries }) => {
    const steps = Math.max(0, ...tries.map(({ learned }) => learned));
    return steps > 0 ? [{ demo, preset, steps }] : [];
  });
}

/**
 * Trains what is not there yet, beside each other. A network is trained again when its preset's first steps, as the golden
 * runs keep them, come out otherwise than before: then so would all that follow.
 */
async function train() {
  const { cases } = JSON.parse(readFileSync(join(repository, golden), 'utf8'));
  mkdirSync(folder, { recursive: true });
  const all = await wanted();
  await Promise.all(
    all.map(async ({ demo, preset, steps }) => {
      const path = join(folder, `${demo}-${preset}.gz`);
      const stamp = `build/learned-${demo}-${preset}.stamp`;
      const state = JSON.stringify([steps, cases.find(({ name }) => name === `${demo}/${preset}`)]);
      if (!existsSync(path)) rmSync(join(repository, stamp), { force: true });
      await unless_stamped(stamp, state, async () => {
        const kept = `${path}.kept`;
        await gradlab('run', demo, '--preset', preset, '--steps', String(steps), '--every', String(steps), '--keep', kept);
        writeFileSync(path, gzipSync(readFileSync(kept), { level: 9 }));
        rmSync(kept);
      });
    }),
  );
  const names = all.map(({ demo, preset }) => `${demo}-${preset}.gz`);
  for (const name of readdirSync(folder)) if (!names.includes(name)) rmSync(join(folder, name)); // of presets that went
}

/** Asks the runner what there is to be learned only when it is another; returns what there then is. */
export async function learn() {
  const stamp = 'build/learned.stamp';
  if (!existsSync(folder)) rmSync(join(repository, stamp), { force: true });
  const fresh = await unless_stamped(stamp, hash_of([...runner, golden]), train);
  return fresh ? readdirSync(folder).join(' ') : 'unchanged';
}
