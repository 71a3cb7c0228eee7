// Serves the pages of the bench, what they load, our driver of WebGPU, and the digits, isolated unless an address says ?alone.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { bundle } from '../webgpu/bundle.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** `wasm`: folder of the trainer's builds; `assets`: that of mnist.idx. Resolves with {address, close}. */
export async function serve_bench({ wasm, assets }) {
  const here = import.meta.dirname;
  const card = await bundle('../../web/shell/gpu/graphics_card.ts');
  const folders = { modules: join(here, 'node_modules'), wasm, assets };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const [, top, ...rest] = normalize(pathname).split('/');
    const path = top in folders ? join(folders[top], ...rest) : join(here, 'pages', top, ...rest);
    try {
      const content = top === 'graphics_card.js' ? card : await readFile(path);
      response.writeHead(200, {
        ...(searchParams.has('alone') ? {} : isolation),
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
        'content-type': types[extname(path)] ?? 'application/octet-stream',
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, close };
}
