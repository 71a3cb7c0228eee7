// The page's own data, such as the digits: fetched when a demo needs it, once.
import { joined, read } from '../base/unpacked.ts';
import { Refused } from '../worker/trainer.ts';

export interface Asset {
  address: string;
  /** Bytes, unpacked. */
  size: number;
}

type Show = (work: (at: (share: number) => void) => Promise<ArrayBuffer>) => Promise<ArrayBuffer>;

export class Assets {
  private readonly fetched = new Map<string, Promise<ArrayBuffer>>();
  private readonly list: Readonly<Record<string, Asset>>;
  private readonly show: Show;

  /** `show` runs what loads an asset, and shows how far it is. */
  constructor(list: Readonly<Record<string, Asset>>, show: Show) {
    this.list = list;
    this.show = show;
  }

  has = (name: string): boolean => name in this.list;

  /** A copy of its bytes, unpacked. Refused where they cannot be had; the next time is tried anew. */
  async get(name: string): Promise<ArrayBuffer> {
    const fetching = this.fetched.get(name) ?? this.show((at) => this.fetch(name, at));
    this.fetched.set(name, fetching);
    try {
      return (await fetching).slice();
    } catch {
      this.fetched.delete(name);
      throw new Refused({ level: 'error', key: 'notice.asset_missing', arguments: {} });
    }
  }

  private async fetch(name: string, at: (share: number) => void): Promise<ArrayBuffer> {
    const asset = this.list[name];
    if (asset === undefined) throw new Error(`there is no asset ${name}`);
    const answer = await fetch(asset.address);
    const { body } = answer;
    if (!answer.ok || body === null) throw new Error(`${answer.status} ${asset.address}`);
    return joined(await read(() => body, asset.size, (bytes) => at(bytes / asset.size)));
  }
}
