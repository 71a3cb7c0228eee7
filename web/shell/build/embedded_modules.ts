// What the one file does otherwise than the page: `a.embedded.ts` takes the place of `a.ts`, and files that the page would
// fetch are elements of the file.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const types: Readonly<Record<string, string>> = { wasm: 'application/wasm', txt: 'text/plain;charset=utf-8' };
const reader = fileURLToPath(new URL('../base/embedded.ts', import.meta.url));
const by_address = /\?url$/;

/** `files` takes the files that are asked for, by name, packed. */
export function embedded_modules(files: Map<string, string>): Plugin {
  return {
    name: 'gradlab-embedded',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const own = found?.id.replace(/\.ts$/, '.embedded.ts');
      if (found === null || own === undefined || own === found.id || importer === own || !existsSync(own)) return found;
      return own;
    },
    load: {
      filter: { id: by_address },
      handler(id) {
        const file = id.replace(by_address, '');
        const name = basename(file);
        const type = types[name.split('.').at(-1) as string] ?? 'application/octet-stream';
        files.set(name, gzipSync(readFileSync(file), { level: 9 }).toString('base64'));
        const how = name.endsWith('.wasm') ? 'embedded_for_workers' : 'embedded';
        return `import { ${how} } from ${JSON.stringify(reader)};
          export default await ${how}(${JSON.stringify(name)}, ${JSON.stringify(type)});`;
      },
    },
    transform: {
      filter: { id: /\.mjs$/ },
      // A compiled module looks beside itself for its .wasm file, where the page does not say where that is.
      handler: (code, id) => (/\/(ui|trainer-[\w-]+)\.mjs$/.test(id) ? code.replaceAll('import.meta.url', '""') : null),
    },
  };
}
