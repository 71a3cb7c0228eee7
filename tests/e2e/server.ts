// Static servers of three kinds, each with the files of one folder under a sub-path.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** `isolated` sends the headers that isolate the page; `pages` is like GitHub's. */
export type Kind = 'plain' | 'isolated' | 'pages';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The page, served. */
export interface Site {
  /** Its address, ending in a slash. */
  address: string;
  /** Serves another folder from now on: a new version. */
  become(folder: string): void;
  /** Leaves requests unanswered whose path matches, until it is called again with nothing. */
  hold(paths?: RegExp): void;
  stop(): Promise<void>;
}

const prefix = '/some/where/';

/** Of GitHub Pages: packed, kept for ten minutes, open to all, a page of its own for what is not there. */
function answer_as_pages(request: IncomingMessage, response: ServerResponse, file: string | null): void {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'max-age=600', Vary: 'Accept-Encoding' };
  if (file === null) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end('<h1>404</h1>');
    return;
  }
  const type = { ...types, '.js': 'application/javascript; charset=utf-8' }[extname(file)] ?? 'application/octet-stream';
  const packs = /gzip/.test(String(request.headers['accept-encoding'])) && !file.endsWith('.gz');
  const bytes = readFileSync(file);
  response.writeHead(200, { ...headers, 'Content-Type': type, ...(packs ? { 'Content-Encoding': 'gzip' } : {}) });
  response.end(packs ? gzipSync(bytes, { level: 1 }) : bytes);
}

function answer_plainly(response: ServerResponse, file: string | null, kind: Kind): void {
  if (file === null) {
    response.writeHead(404).end();
    return;
  }
  const type = types[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'Content-Type': type, ...(kind === 'isolated' ? isolation : {}) });
  createReadStream(file).pipe(response);
}

export async function serve(folder: string, { kind = 'plain' as Kind, port = 0 } = {}): Promise<Site> {
  let root = folder;
  let held: RegExp | undefined;
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (held?.test(path)) return;
    const wanted = join(root, path.slice(prefix.length) || 'index.html');
    const is_there = path.startsWith(prefix) && wanted.startsWith(root) && existsSync(wanted) && statSync(wanted).isFile();
    const file = is_there ? wanted : null;
    if (kind === 'pages') answer_as_pages(request, response, file);
    else answer_plainly(response, file, kind);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    become: (next) => (root = next),
    hold: (paths) => (held = paths),
    stop,
  };
}
