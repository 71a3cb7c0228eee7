// Where the assets are that demos ask for by name, and what presets have learned when the page was built.
import mnist from '#assets/mnist.idx.gz?url';
import type { Asset } from './assets.ts';

const digits = 10_000;
const pixels = 28 * 28;

const learned = import.meta.glob<string>('#assets/learned/*.gz', { query: '?url', import: 'default', eager: true });
const most_learned = 2 ** 20; // bytes, unpacked

/** What the preset has learned; the list may lack it. */
export const learned_name = (demo: string, preset: string): string => `learned/${demo}-${preset}`;

const at = (address: string, size: number): Asset => ({ address: new URL(address, document.baseURI).href, size });

/** With their sizes unpacked, in bytes, or the most that they may be. */
export const asset_list: Readonly<Record<string, Asset>> = {
  mnist: at(mnist, 16 + digits * pixels + 8 + digits),
  ...Object.fromEntries(
    Object.entries(learned).map(([path, address]) => [
      `learned/${path.replace(/^.*\/|\.gz$/g, '')}`,
      at(address, most_learned),
    ]),
  ),
};
