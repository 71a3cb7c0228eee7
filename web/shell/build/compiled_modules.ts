// Compiled modules, asked for by `a.mjs?url`, are shipped as a.js: not every server knows what .mjs is.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'vite';

const asked = /\.mjs\?url$/;

/** A threaded module starts its threads from its own file, which has another name now. */
const own_file = /new URL\("[\w-]+\.mjs",\s*import\.meta\.url\)/g;

export function compiled_modules(): Plugin {
  return {
    name: 'gradlab-compiled-modules',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: asked },
      handler(id) {
        const file = id.replace(/\?url$/, '');
        const source = readFileSync(file, 'utf8').replace(own_file, 'import.meta.url');
        const reference = this.emitFile({ type: 'asset', name: basename(file).replace(/\.mjs$/, '.js'), source });
        return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
      },
    },
  };
}
