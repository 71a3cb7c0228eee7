// After the page is built: the service worker, with the lists of the files that it keeps.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { is_build, version_hash } from '../base/version_cache.ts';
import { after_build } from './after_build.ts';
import { one_file_name } from './one_file.ts';

/** Data of demos: what is no part of the page itself. */
const is_data = (url: string): boolean => /^assets\/.*\.gz$/.test(url);

/** What a page needs only at times; a build of the trainer, of which a browser uses one; data, which a demo asks for. */
export const is_kept_on_use = (url: string): boolean => is_build(url) || is_data(url);

/** What Gradlab itself does not need: other pages do. */
const is_left_out = (url: string): boolean =>
  [one_file_name, 'service_worker.js', 'frames.html', 'embed.js'].includes(url) || /^assets\/(frames|embed)-/.test(url);

function built_files(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const urls = files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return urls.filter((url) => !is_left_out(url)).sort();
}

async function hashes(folder: string, urls: string[]): Promise<Record<string, string>> {
  const bytes = (url: string): ArrayBuffer => new Uint8Array(readFileSync(join(folder, url))).buffer;
  const entries = urls.map(async (url): Promise<[string, string]> => [url, await version_hash(url, bytes(url))]);
  return Object.fromEntries(await Promise.all(entries));
}

export const offline = (): Plugin =>
  after_build('gradlab-offline', async (config) => {
    const { outDir: folder } = config.build;
    const all = built_files(folder);
    const files = await hashes(folder, all.filter((url) => !is_kept_on_use(url)));
    const on_use = await hashes(folder, all.filter(is_kept_on_use));
    const version = await version_hash('', new TextEncoder().encode(JSON.stringify([files, on_use])).buffer);
    await build({
      configFile: false,
      logLevel: 'warn',
      define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(files), ON_USE: JSON.stringify(on_use) },
      build: {
        outDir: folder,
        emptyOutDir: false,
        target: 'es2022',
        copyPublicDir: false,
        rollupOptions: {
          input: fileURLToPath(new URL('../service_worker.ts', import.meta.url)),
          output: { format: 'iife', entryFileNames: 'service_worker.js' },
        },
      },
    });
  });
