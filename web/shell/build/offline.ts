// After the page is built: the service worker, with the lists of the files that it keeps.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type ResolvedConfig } from 'vite';

/** As Workbox wants it; a file whose name holds its hash needs no revision. */
interface PrecacheEntry {
  url: string;
  revision: string | null;
}

const is_hashed = (url: string): boolean => url.startsWith('assets/');

/** Builds of the trainer, of which a visitor uses one. All else, also data of demos that were never opened, is there offline. */
export const is_kept_on_use = (url: string): boolean => is_hashed(url) && /\/trainer-/.test(url);

function built_files(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

function precache_list(folder: string): PrecacheEntry[] {
  const revision = (url: string): string =>
    createHash('sha256').update(readFileSync(join(folder, url))).digest('hex').slice(0, 16);
  return built_files(folder)
    .filter((url) => !is_kept_on_use(url))
    .map((url) => ({ url, revision: is_hashed(url) ? null : revision(url) }));
}

export function offline(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'gradlab-offline',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: 'warn',
        define: {
          PRECACHE: JSON.stringify(precache_list(config.build.outDir)),
          ON_USE: JSON.stringify(built_files(config.build.outDir).filter(is_kept_on_use)),
          'process.env.NODE_ENV': '"production"',
        },
        build: {
          outDir: config.build.outDir,
          emptyOutDir: false,
          target: 'es2022',
          copyPublicDir: false,
          rollupOptions: {
            input: fileURLToPath(new URL('../service_worker.ts', import.meta.url)),
            output: { format: 'iife', entryFileNames: 'service_worker.js' },
          },
        },
      });
    },
  };
}
