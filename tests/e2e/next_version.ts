// A build that differs from the one in dist/ as the next one would: another main script under another name.
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version_hash } from '../../web/shell/base/version_cache.ts';

const text_of = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');
const hash_of = (folder: string, file: string): Promise<string> =>
  version_hash(file, new Uint8Array(readFileSync(join(folder, file))).buffer);

/** Copies `dist`; the page of the copy has `window.next_version`, and its hashes are right. */
export async function make_next_version(dist: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-next-'));
  cpSync(dist, folder, { recursive: true });
  const script = readdirSync(join(folder, 'assets')).find((name) => /^index-.*\.js$/.test(name)) as string;
  const next = script.replace(/-.{8}\.js$/, '-nextnext.js');
  const hashes: [string, string][] = [];
  const change = async (file: string, text: string, as = file): Promise<void> => {
    const before = await hash_of(folder, file);
    writeFileSync(join(folder, file), text);
    renameSync(join(folder, file), join(folder, as));
    hashes.push([before, await hash_of(folder, as)]);
  };
  await change(`assets/${script}`, `${text_of(folder, `assets/${script}`)}\nwindow.next_version = true;\n`, `assets/${next}`);
  await change('index.html', text_of(folder, 'index.html').replaceAll(script, next));
  let worker = text_of(folder, 'service_worker.js').replaceAll(script, next);
  for (const [before, after] of hashes) worker = worker.replaceAll(before, after);
  const names = /new \w+\(\w+,(["'`])([0-9a-f]{16})\1/.exec(worker);
  if (names === null) throw new Error('the service worker names no version');
  writeFileSync(join(folder, 'service_worker.js'), worker.replaceAll(names[2] as string, 'fedcba9876543210'));
  return folder;
}
