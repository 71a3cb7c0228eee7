// The page's end of its service worker: what it is to keep, and when another version is ready.
//
// A first visit is not isolated where the host sends no headers, and stays so: the network that is open trains on one
// thread, and nothing that a learner watches begins anew. From the next load on the service worker isolates the page.
import type { ToServiceWorker } from '../base/offline_messages.ts';
import { in_one_file } from '../base/one_file.ts';
import { Signal } from '../base/signal.ts';

const milliseconds_between_looks = 3_600_000;

const ask = (worker: ServiceWorker, message: ToServiceWorker): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<boolean>) => resolve(data);
    worker.postMessage(message, [port2]);
  });

/** Whether the page is kept, and isolated the next time; `never` in a frame, a private window, on plain http, in a file. */
export type Keeping = 'not_yet' | 'kept' | 'never';

export class Offline {
  readonly changed = new Signal();
  keeping: Keeping = 'not_yet';
  /** There is all that every demo needs. */
  everything = false;
  /** Loads the page anew with another version, where one is ready. */
  update: (() => void) | null = null;
  private worker: ServiceWorker | null = null;

  /** `in_use`: addresses that workers of the page use or will use the next time, which it cannot see itself. */
  start(in_use: () => string[]): void {
    const possible = import.meta.env.PROD && !in_one_file && self === top && /^https?:$/.test(location.protocol);
    const begin = (): void => void this.register(in_use).catch(() => this.tell({ keeping: 'never' }));
    if (!possible) this.tell({ keeping: 'never' });
    else if (document.readyState === 'complete') begin();
    else addEventListener('load', begin, { once: true });
  }

  /** Gets what demos need that were not opened yet. False where that failed. */
  async keep_everything(): Promise<boolean> {
    const everything = this.worker !== null && (await ask(this.worker, { kind: 'keep_everything' }));
    this.tell({ everything });
    return everything;
  }

  private async register(in_use: () => string[]): Promise<void> {
    const { serviceWorker: workers } = navigator;
    const registration = await workers.register('service_worker.js', { updateViaCache: 'none' });
    const is_first = workers.controller === null; // what is being installed, then, is no update
    if (!is_first) this.look_out(registration);
    const { active } = await workers.ready;
    if (is_first) this.look_out(registration);
    workers.addEventListener('controllerchange', () => void this.look_at(workers.controller));
    if (active === null || !(await this.look_at(active))) return;
    this.worker = active;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    await ask(active, { kind: 'used', addresses: [...loaded, ...in_use()] });
    this.tell({ keeping: 'kept', everything: await ask(active, { kind: 'has_everything' }) });
  }

  /** Whether it is of the page's own version; another one that answers the page is to have a page of its own. */
  private async look_at(worker: ServiceWorker | null): Promise<boolean> {
    if (worker === null) return false;
    const is_mine = await ask(worker, { kind: 'is_mine', script: import.meta.url });
    if (!is_mine) this.tell({ update: () => location.reload() });
    return is_mine;
  }

  /** Tells of another version once it is whole, and looks now and then whether there is one. */
  private look_out(registration: ServiceWorkerRegistration): void {
    const offer = (worker: ServiceWorker): void => {
      const take_over = (): void => {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
        void ask(worker, { kind: 'take_over' });
      };
      this.tell({ update: take_over });
    };
    const await_whole = (worker: ServiceWorker | null): void =>
      worker?.addEventListener('statechange', () => worker.state === 'installed' && offer(worker));
    if (registration.waiting) offer(registration.waiting);
    await_whole(registration.installing);
    registration.addEventListener('updatefound', () => await_whole(registration.installing));
    let looked = performance.now();
    document.addEventListener('visibilitychange', () => {
      if (document.hidden || performance.now() - looked < milliseconds_between_looks) return;
      looked = performance.now();
      registration.update().catch(() => {}); // there is no network
    });
  }

  private tell(state: Partial<Pick<Offline, 'keeping' | 'everything' | 'update'>>): void {
    Object.assign(this, state);
    this.changed.emit();
  }
}
