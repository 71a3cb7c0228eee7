// Keeps the files of one build, so that the page works with the network off after one visit, demos that were never opened
// too: at once all but the trainer's builds, of which nobody uses all, and those when they are used.
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';

declare const PRECACHE: PrecacheEntry[]; // these two are put in by build/offline.ts
declare const ON_USE: string[]; // addresses that hold the hash of what is there

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
// A service worker's scope; TypeScript's DOM library describes only a page's.
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  addEventListener(kind: 'activate', listener: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(kind: 'message', listener: (event: Extendable & MessageEvent<string[]>) => void): void;
}
const scope = globalThis as unknown as Scope;

const on_use = new Set(ON_USE.map((address) => new URL(address, scope.registration.scope).href));
const used = 'gradlab-used';

async function kept(address: string): Promise<Response> {
  const cache = await caches.open(used);
  const found = await cache.match(address);
  if (found) return found;
  const answer = await fetch(address);
  if (answer.ok) await cache.put(address, answer.clone());
  return answer;
}

/** Drops what another version of the page used. */
async function tidy(): Promise<void> {
  const cache = await caches.open(used);
  const outdated = (await cache.keys()).filter(({ url }) => !on_use.has(url));
  await Promise.all(outdated.map((request) => cache.delete(request)));
}

cleanupOutdatedCaches();
precacheAndRoute(PRECACHE, { ignoreURLParametersMatching: [/.*/] });
scope.addEventListener('activate', (event) => event.waitUntil(Promise.all([tidy(), scope.clients.claim()])));
scope.addEventListener('fetch', (event) => {
  if (on_use.has(event.request.url)) event.respondWith(kept(event.request.url));
});
// What the page had used before this worker was there.
scope.addEventListener('message', (event) =>
  event.waitUntil(Promise.all(event.data.filter((address) => on_use.has(address)).map(kept))),
);
