// The page: web/shell with the wasm modules of a finished C++ build, into dist/.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { compiled_modules } from './web/shell/build/compiled_modules.ts';
import { engine_version } from './web/shell/build/engine_version.ts';
import { lessons } from './web/shell/build/lessons.ts';
import { offline } from './web/shell/build/offline.ts';
import { one_file } from './web/shell/build/one_file.ts';
import { page } from './web/shell/build/page.ts';

const wasm = resolve(import.meta.dirname, process.env.GRADLAB_WASM ?? 'build/web-release/wasm');
if (!existsSync(resolve(wasm, 'ui.mjs'))) {
  throw new Error(`${wasm} holds no ui.mjs: \`npm run build\` compiles it; GRADLAB_WASM names another folder.`);
}

// With these two headers the page is cross-origin isolated and may use threads. It does without where they are missing.
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  root: resolve(import.meta.dirname, 'web/shell'),
  base: './',
  publicDir: 'public',
  cacheDir: resolve(import.meta.dirname, 'build/vite'),
  resolve: { alias: { '#wasm': wasm, '#assets': resolve(import.meta.dirname, 'build/assets') } },
  plugins: [page(), compiled_modules(), lessons(), one_file(), offline()],
  define: { ENGINE_VERSION: JSON.stringify(engine_version()) },
  build: {
    outDir: resolve(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'frames.html', 'embed.ts'].map((name) => resolve(import.meta.dirname, 'web/shell', name)),
      output: {
        // Other pages import it by its name.
        entryFileNames: ({ name }) => (name === 'embed' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
  server: { headers, fs: { allow: [import.meta.dirname, wasm] } },
  preview: { headers },
});
