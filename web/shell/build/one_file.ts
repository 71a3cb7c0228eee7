// After the page is built: the same in one file, gradlab.html, which opens by a double click.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import { after_build } from './after_build.ts';
import { embedded_modules } from './embedded_modules.ts';
import { lessons } from './lessons.ts';
import { inline_source, page } from './page.ts';

export const one_file_name = 'gradlab.html';

/** What the page is built from, by file name. */
type Parts = Map<string, Buffer>;

async function built({ root, resolve, define }: ResolvedConfig, files: Map<string, string>): Promise<Parts> {
  const answer = await build({
    configFile: false,
    root,
    base: './',
    mode: 'one-file',
    logLevel: 'warn',
    resolve: { alias: resolve.alias },
    define,
    plugins: [page(), lessons(), embedded_modules(files)],
    worker: { format: 'iife', plugins: () => [embedded_modules(files)] },
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      copyPublicDir: false,
      modulePreload: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const { output } = [answer].flat()[0] as { output: { fileName: string; code?: string; source?: string | Uint8Array }[] };
  return new Map(output.map(({ fileName, code, source }) => [fileName, Buffer.from(code ?? source ?? '')]));
}

const data_address = (type: string, bytes: Buffer): string => `data:${type};base64,${bytes.toString('base64')}`;

/** As it may stand between tags. */
const in_script = (code: string): string => code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

function part(parts: Parts, address: string): Buffer {
  const found = parts.get(address.replace(/^(\.?\.?\/)+/, '')) ?? parts.get(`assets/${address.split('/').at(-1)}`);
  if (found === undefined) throw new Error(`${one_file_name} lacks ${address}`);
  return found;
}

const with_fonts = (parts: Parts, css: string): string =>
  css.replace(/url\(([^)]+\.ttf)\)/g, (_, address: string) => `url(${data_address('font/ttf', part(parts, address))})`);

/** The page with all that it names in it; `icon` is that of the public folder. */
function sealed(parts: Parts, files: Map<string, string>, icon: Buffer): string {
  const inline: { script: string[]; style: string[] } = { script: [], style: [] };
  const kept = (kind: keyof typeof inline, text: string): string => {
    inline[kind].push(inline_source(text));
    return text;
  };
  const elements = [...files].map(([name, packed]) => `<script type="application/gzip" id="file-${name}">${packed}</script>`);
  const html = part(parts, 'index.html')
    .toString()
    .replace(/<script>[^]*?<\/script>\s*/, '') // which says where this file is
    .replace(/<link rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/g, (_, address: string) => {
      return `<style>${kept('style', with_fonts(parts, part(parts, address).toString()))}</style>`;
    })
    .replace(/<script type="module"[^>]*src="([^"]+)"[^>]*><\/script>/g, (_, address: string) => {
      return `<script type="module">${kept('script', in_script(part(parts, address).toString()))}</script>`;
    })
    .replace(/<link rel="manifest"[^>]*>\s*/, '')
    .replace('href="icon.svg"', () => `href="${data_address('image/svg+xml', icon)}"`)
    .replace('</body>', () => `${elements.join('\n')}\n</body>`);
  const policy = [
    "default-src 'none'",
    `script-src ${inline.script.join(' ')} 'wasm-unsafe-eval'`,
    `style-src ${inline.style.join(' ')}`,
    'worker-src blob:',
    'connect-src blob: data:',
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return html.replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (_, begin: string) => begin + policy.join('; '));
}

export const one_file = (): Plugin =>
  after_build('gradlab-one-file', async (config) => {
    const files = new Map<string, string>();
    const parts = await built(config, files);
    const icon = readFileSync(join(config.publicDir, 'icon.svg'));
    writeFileSync(join(config.build.outDir, one_file_name), sealed(parts, files, icon));
  });
