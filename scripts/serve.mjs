// A static server for dist/, with the headers that isolate the page so that it may use threads.
import { createServer } from 'node:http';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { page_folder } from './pipeline.mjs';
import { StageError } from './stages.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/** The file that an address means, or nothing where there is none inside `folder`. */
function file_of(folder, address) {
  let path;
  try {
    path = join(folder, normalize(decodeURIComponent(new URL(address, 'http://localhost').pathname)));
  } catch {
    return undefined;
  }
  if (path !== folder && !path.startsWith(folder + sep)) return undefined;
  if (existsSync(path) && statSync(path).isDirectory()) path = join(path, 'index.html');
  return existsSync(path) ? path : undefined;
}

function answer(folder, request, response) {
  const path = file_of(folder, request.url);
  if (!path) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
  const { size, mtimeMs } = statSync(path);
  const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
  // no-cache keeps a copy but asks each time: a new build is seen at once, an old file costs one short answer.
  const headers = {
    ...isolation,
    'cache-control': path.endsWith('.html') ? 'no-store' : 'no-cache',
    etag,
    'x-content-type-options': 'nosniff',
  };
  if (request.headers['if-none-match'] === etag) return response.writeHead(304, headers).end();
  response.writeHead(200, {
    ...headers,
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': size,
  });
  return request.method === 'HEAD' ? response.end() : createReadStream(path).pipe(response);
}

/** Serves `folder` on this machine, at `port` or (where that is 0) at the next free one from 8080. Resolves with {address, close}. */
export function serve(folder = page_folder, port = 0, host = process.env.HOST ?? 'localhost') {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => answer(folder, request, response));
    let next = port || 8080;
    server.on('error', (error) => {
      if (error.code === 'EADDRINUSE' && !port && next < 8180) server.listen(++next, host);
      else
        reject(new StageError(`to listen on ${host}:${next}`, error.message, 'name a free port: PORT=9000 npm start'));
    });
    server.on('listening', () => resolve({ address: `http://${host}:${next}/`, close: () => server.close() }));
    server.listen(next, host);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { address } = await serve(page_folder, Number(process.env.PORT ?? 0));
  console.log(address);
}
