// The cache of one version of the page, as its service worker keeps it: what is in it is what its build made.
import { sha256 } from './sha256.ts';

/** Files by their address below `root`, each with the hash of its content. */
export type FileHashes = Readonly<Record<string, string>>;

const digits_of_hash = 16;

/** What tells a file's version: its bytes, but of a page what it loads, since some hosts write into pages on the way. */
function telling(file: string, bytes: ArrayBuffer): ArrayBuffer | Uint8Array<ArrayBuffer> {
  if (!file.endsWith('.html')) return bytes;
  const loaded = new TextDecoder().decode(bytes).match(/assets\/[\w./-]+/g) ?? [];
  return new TextEncoder().encode(loaded.join('\n'));
}

export async function version_hash(file: string, bytes: ArrayBuffer): Promise<string> {
  return (await sha256(telling(file, bytes))).slice(0, digits_of_hash);
}

/** Builds of the trainer, of which a browser uses one. */
export const is_build = (file: string): boolean => is_hashed(file) && /\/trainer-/.test(file);

/** Its name holds a hash of what is in it, so that it is the same in every version that has it. */
const is_hashed = (file: string): boolean => file.startsWith('assets/');

/** What a file is called in every version. */
export const plain_name = (file: string): string => (file.split('/').at(-1) as string).replace(/-[\w-]{8}(?=\.\w+$)/, '');

export class VersionCache {
  private readonly prefix: string;
  private readonly name: string;
  private readonly root: string;
  private readonly hashes: FileHashes;

  /** `root`: the address of the folder that the page lies in; other copies of it may lie at the same origin. */
  constructor(root: string, version: string, hashes: FileHashes) {
    this.prefix = `gradlab ${root} `;
    this.name = this.prefix + version;
    this.root = root;
    this.hashes = hashes;
  }

  /** Of an address, the file that it means. */
  file_at(address: string): string {
    return address.slice(this.root.length).replace(/[?#].*$/, '') || 'index.html';
  }

  /** The file as this version has it, if it is kept. */
  async find(file: string): Promise<Response | undefined> {
    const own = await this.in_cache(this.name, file);
    if (own !== undefined || !is_hashed(file)) return own;
    for (const name of await this.names()) {
      const found = await this.in_cache(name, file);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Keeps a file of this version, of which `answer` is a copy if there is one. Throws where another version's is all there is. */
  async keep(file: string, answer?: Response): Promise<void> {
    if ((await this.in_cache(this.name, file)) !== undefined) return;
    const found = (await this.find(file)) ?? answer ?? (await this.fetch(file));
    if (!found.ok || (await version_hash(file, await found.clone().arrayBuffer())) !== this.hashes[file]) throw new Error(`${file} is not of this version`);
    await (await caches.open(this.name)).put(this.root + file, found);
  }

  async keep_all(files: readonly string[]): Promise<void> {
    await Promise.all(files.map((file) => this.keep(file)));
  }

  async drop(files: readonly string[]): Promise<void> {
    const cache = await caches.open(this.name);
    await Promise.all(files.map((file) => cache.delete(this.root + file)));
  }

  /** What other versions have kept, by plain names. */
  async names_before(): Promise<Set<string>> {
    const others = (await this.names()).filter((name) => name !== this.name);
    const kept = await Promise.all(others.map(async (name) => (await caches.open(name)).keys()));
    return new Set(kept.flat().map(({ url }) => plain_name(this.file_at(url))));
  }

  async drop_others(): Promise<void> {
    const others = (await this.names()).filter((name) => name !== this.name);
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  private async names(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(this.prefix));
  }

  private async in_cache(name: string, file: string): Promise<Response | undefined> {
    return (await caches.open(name)).match(this.root + file);
  }

  private fetch(file: string): Promise<Response> {
    return fetch(this.root + file, { cache: is_hashed(file) ? 'default' : 'no-cache' });
  }
}
