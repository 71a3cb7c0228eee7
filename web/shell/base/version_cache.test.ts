import { beforeEach, expect, it, vi } from 'vitest';
import { VersionCache, version_hash } from './version_cache.ts';

const root = 'https://somewhere.example/lab/';
const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;
const hashes = async (files: Record<string, string>): Promise<Record<string, string>> =>
  Object.fromEntries(await Promise.all(Object.entries(files).map(async ([file, text]) => [file, await version_hash(file, bytes(text))])));

/** What the host has now, by file. */
let host: Record<string, string> = {};
let stores: Map<string, Map<string, string>>;

/** As much of the browser's own as is used. */
const storage = {
  keys: async () => [...stores.keys()],
  delete: async (name: string) => stores.delete(name),
  async open(name: string) {
    const store = stores.get(name) ?? new Map<string, string>();
    stores.set(name, store);
    return {
      match: async (url: string) => (store.has(url) ? new Response(store.get(url)) : undefined),
      put: async (url: string, answer: Response) => void store.set(url, await answer.text()),
      delete: async (url: string) => store.delete(url),
      keys: async () => [...store.keys()].map((url) => ({ url })),
    };
  },
};

beforeEach(() => {
  stores = new Map();
  vi.stubGlobal('caches', storage);
  vi.stubGlobal('fetch', async (url: string) => {
    const text = host[url.slice(root.length)];
    return text === undefined ? new Response('', { status: 404 }) : new Response(text);
  });
});

const first = { 'index.html': 'assets/index-Aaaaaaaa.js', 'assets/index-Aaaaaaaa.js': 'one', 'icon.svg': '<svg/>', 'assets/data-Dddddddd.gz': 'd' };
const second = { 'index.html': 'assets/index-Bbbbbbbb.js', 'assets/index-Bbbbbbbb.js': 'two', 'icon.svg': '<svg />', 'assets/data-Dddddddd.gz': 'd' };
const text = async (answer: Response | undefined): Promise<string | undefined> => answer?.text();

it('keeps what its build made, and finds it', async () => {
  host = first;
  const cache = new VersionCache(root, '1', await hashes(first));
  await cache.keep_all(Object.keys(first));
  host = {};
  for (const [file, content] of Object.entries(first)) expect(await text(await cache.find(file))).toBe(content);
  expect(cache.file_at(`${root}?embed=1#regression`)).toBe('index.html');
  expect(cache.file_at(`${root}assets/index-Aaaaaaaa.js?x`)).toBe('assets/index-Aaaaaaaa.js');
});

it('takes nothing of another version, nor of a host that answers with something else', async () => {
  const cache = new VersionCache(root, '1', await hashes(first));
  for (const wrong of [second, {}, { ...first, 'assets/index-Aaaaaaaa.js': '<h1>not found</h1>' }]) {
    host = wrong;
    await expect(cache.keep_all(Object.keys(first))).rejects.toThrow('is not of this version');
  }
});

it('of two versions each has its own page, and both have what is the same in both', async () => {
  host = first;
  const one = new VersionCache(root, '1', await hashes(first));
  await one.keep_all(Object.keys(first));
  host = { ...second };
  delete host['assets/data-Dddddddd.gz']; // it need not come twice
  const two = new VersionCache(root, '2', await hashes(second));
  expect(await two.names_before()).toContain('data.gz');
  await two.keep_all(Object.keys(second));
  expect(await text(await one.find('index.html'))).toBe(first['index.html']);
  expect(await text(await two.find('index.html'))).toBe(second['index.html']);
  expect(await text(await two.find('assets/index-Aaaaaaaa.js'))).toBe('one'); // for a page of the first that is still open
  await two.drop_others();
  expect(await two.find('assets/index-Aaaaaaaa.js')).toBeUndefined();
  expect(await text(await two.find('assets/data-Dddddddd.gz'))).toBe('d');
});

it('leaves the caches of other copies at the same origin alone', async () => {
  host = first;
  const here = new VersionCache(root, '1', await hashes(first));
  await (await storage.open('gradlab https://somewhere.example/other/ 1')).put('x', new Response('x'));
  await here.keep('icon.svg');
  await here.drop_others();
  expect(stores.size).toBe(2);
  await here.drop(['icon.svg']);
  expect(await here.find('icon.svg')).toBeUndefined();
});
