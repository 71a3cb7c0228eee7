// Static servers of three kinds, each with the files of one folder under a sub-path.
import { createHash } from 'node:crypto';
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

/** A way to the server: how long a request takes to get there and back, and what comes through, for all together. */
export interface Network {
  milliseconds: number;
  megabits_per_second: number;
}

/** Passes bytes on as such a network would. */
function slowed({ milliseconds, megabits_per_second }: Network): (response: ServerResponse, bytes: Buffer) => void {
  const piece = 16_384;
  let free = 0; // when the wire is
  return (response, bytes) => {
    const send = (from: number): void => {
      const now = performance.now();
      const part = bytes.subarray(from, from + piece);
      free = Math.max(free, now) + (part.length * 8) / (1000 * megabits_per_second);
      setTimeout(() => {
        response.write(part);
        if (from + piece < bytes.length) send(from + piece);
        else response.end();
      }, free - now);
    };
    setTimeout(send, milliseconds, 0);
  };
}

/** The page, served. */
export interface Site {
  /** Its address, ending in a slash. */
  address: string;
  /** Files that were asked for, from the folder on. */
  asked: string[];
  /** Serves another folder from now on: a new version. */
  become(folder: string): void;
  /** Leaves requests unanswered whose path matches; called with nothing, it refuses those and answers again. */
  hold(paths?: RegExp): void;
  stop(): Promise<void>;
}

const prefix = '/some/where/';

/** Once for all: a host packs its files beforehand. */
const packed = (() => {
  const known = new Map<string, Buffer>();
  return (bytes: Buffer): Buffer => {
    const key = createHash('sha1').update(bytes).digest('hex');
    const result = known.get(key) ?? gzipSync(bytes);
    known.set(key, result);
    return result;
  };
})();

/** Of GitHub Pages: packed, kept for ten minutes, open to all, a page of its own for what is not there. */
function answer_as_pages(
  request: IncomingMessage,
  response: ServerResponse,
  file: string | null,
  send: (response: ServerResponse, bytes: Buffer) => void,
): void {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'max-age=600', Vary: 'Accept-Encoding' };
  if (file === null) {
    response.writeHead(404, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end('<h1>404</h1>');
    return;
  }
  const type = { ...types, '.js': 'application/javascript; charset=utf-8' }[extname(file)] ?? 'application/octet-stream';
  const packs = /gzip/.test(String(request.headers['accept-encoding'])) && !file.endsWith('.gz');
  const bytes = readFileSync(file);
  response.writeHead(200, { ...headers, 'Content-Type': type, ...(packs ? { 'Content-Encoding': 'gzip' } : {}) });
  send(response, packs ? packed(bytes) : bytes);
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

export async function serve(folder: string, { kind = 'plain', network }: { kind?: Kind; network?: Network } = {}): Promise<Site> {
  const send = network ? slowed(network) : (response: ServerResponse, bytes: Buffer) => void response.end(bytes);
  const asked: string[] = [];
  let root = folder;
  let paths_held: RegExp | undefined;
  const held: ServerResponse[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (paths_held?.test(path)) return void held.push(response);
    const wanted = join(root, path.slice(prefix.length) || 'index.html');
    const is_there = path.startsWith(prefix) && wanted.startsWith(root) && existsSync(wanted) && statSync(wanted).isFile();
    const file = is_there ? wanted : null;
    asked.push(path.slice(prefix.length) || 'index.html');
    if (kind === 'pages') answer_as_pages(request, response, file, send);
    else answer_plainly(response, file, kind);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    asked,
    become: (next) => (root = next),
    hold: (paths) => {
      paths_held = paths;
      for (const response of held.splice(0)) response.writeHead(503).end();
    },
    stop,
  };
}
