// Keeps one version of the page, so that it works with the network off, and answers with the headers that isolate it, so
// that it may use threads wherever it is hosted. A version has a cache of its own, and what comes into it is compared with
// the hashes of its build: a page is of one version, whatever its host has of two.
import type { ToServiceWorker } from './base/offline_messages.ts';
import { is_build, plain_name, VersionCache } from './base/version_cache.ts';

// Files by their address in the scope, with the hashes of what is in them; build/offline.ts puts these in.
declare const VERSION: string;
declare const FILES: Record<string, string>;
/** Builds of the trainer, of which a browser uses one, and data that a demo needs. */
declare const ON_USE: Record<string, string>;

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Told extends Extendable {
  readonly data: ToServiceWorker;
  readonly ports: readonly MessagePort[];
}
// A service worker's scope; TypeScript's DOM library describes only a page's.
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void>; matchAll(options: { type: 'window' }): Promise<unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(kind: 'message', listener: (event: Told) => void): void;
}
const scope = globalThis as unknown as Scope;

const { scope: root } = scope.registration;
const cache = new VersionCache(root, VERSION, { ...FILES, ...ON_USE });
const on_use = Object.keys(ON_USE);
const data = on_use.filter((file) => !is_build(file));

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin', // else pages that are isolated themselves could not embed it
};

/** The answer with the headers that isolate. */
function isolated(answer: Response): Response {
  const { status, statusText, body } = answer;
  if (status === 0) return answer; // a redirection, which the browser follows
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(isolation)) headers.set(name, value);
  return new Response([204, 205, 304].includes(status) ? null : body, { headers, status, statusText });
}

async function answer(event: Fetching): Promise<Response> {
  const file = cache.file_at(event.request.url);
  const kept = await cache.find(file);
  if (kept) return isolated(kept);
  const fetched = await fetch(event.request);
  if (data.includes(file)) event.waitUntil(cache.keep(file, fetched.clone()).catch(() => {})); // the next time, then
  return isolated(fetched);
}

/** All that every page needs, and of the rest what the version before had. */
async function install(): Promise<void> {
  const before = await cache.names_before();
  await cache.keep_all([...Object.keys(FILES), ...on_use.filter((file) => before.has(plain_name(file)))]);
}

/** Pages of the version before may still be open: they find their files until they are gone. */
async function tidy(): Promise<void> {
  if ((await scope.clients.matchAll({ type: 'window' })).length <= 1) await cache.drop_others();
}

async function keep_used(addresses: string[]): Promise<void> {
  const used = addresses.filter((address) => address.startsWith(root)).map((address) => cache.file_at(address));
  await cache.keep_all(on_use.filter((file) => used.includes(file)));
  await cache.drop(on_use.filter((file) => is_build(file) && !used.includes(file)));
  await tidy();
}

const has = async (file: string): Promise<boolean> => (await cache.find(file)) !== undefined;

async function answer_to(told: ToServiceWorker): Promise<boolean> {
  switch (told.kind) {
    case 'is_mine':
      return cache.file_at(told.script) in FILES;
    case 'used':
      await keep_used(told.addresses);
      return true;
    case 'has_everything':
      return (await Promise.all(data.map(has))).every(Boolean);
    case 'keep_everything':
      await cache.keep_all(data);
      return true;
    case 'take_over':
      await scope.skipWaiting();
      return true;
  }
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(Promise.all([tidy(), scope.clients.claim()])));
scope.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(root)) event.respondWith(answer(event));
});
scope.addEventListener('message', (event) => {
  const told = answer_to(event.data).catch(() => false);
  event.waitUntil(told.then((truth) => event.ports[0]?.postMessage(truth)));
});
