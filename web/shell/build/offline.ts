// After the page is built: the service worker, with the list of all files that it keeps.
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

function precache_list(folder: string): PrecacheEntry[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => {
      const url = relative(folder, file).split(sep).join('/');
      const hashed = url.startsWith('assets/');
      return {
        url,
        revision: hashed ? null : createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16),
      };
    });
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
