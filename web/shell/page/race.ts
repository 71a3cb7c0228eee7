// The builds of the trainer against each other on this device: the same training, one after another.
import type { FromTrainer } from '../base/protocol.ts';
import type { BuildChoice } from '../worker/builds.ts';
import type { ModuleAddress } from '../worker/modules.ts';
import type { Build } from '../worker/worker.ts';
import { WorkerLink } from '../worker/worker_link.ts';

/** A build at a device of the engine: `reference` is the plain kernels that judge all others. */
export interface Racer {
  id: Build | 'plain';
  build: Build;
  device: 'cpu' | 'reference';
  threads: number;
}

export interface Timing {
  /** Images per second. */
  rate: number;
  gflops: number;
  /** GFLOP/s of this build's threads together, doing nothing but multiply and add. */
  limit: number;
  /** After the last of the steps that are compared. */
  loss: number;
  data: 'mnist' | 'generated';
}

/** Slowest first: plain, and every build that runs here. */
export function racers(choices: readonly BuildChoice[]): Racer[] {
  const builds = choices.map(({ build, threads }): Racer => ({ id: build, build, device: 'cpu', threads })).reverse();
  const [first] = builds;
  return first ? [{ ...first, id: 'plain', device: 'reference' }, ...builds] : [];
}

interface BenchResult {
  rate: number;
  gflops: number;
  outcome: number[];
  data: Timing['data'];
}

/** A worker of its own for one racer; rejects what it is asked once it died or was stopped. */
class BenchWorker {
  private readonly link: WorkerLink;
  /** What is waited for: the trainer's start, then an answer at a time. */
  private waiting: { resolve(result: unknown): void; reject(error: Error): void } | null = null;
  private readonly start: Promise<unknown>;

  constructor(address: ModuleAddress, threads: number) {
    this.start = this.next();
    this.link = new WorkerLink(address, threads, {
      message: (json) => this.receive(JSON.parse(json) as FromTrainer),
      died: (reason) => this.waiting?.reject(new Error(reason)),
    });
  }

  async ask(message: object, bytes: ArrayBuffer | null = null): Promise<BenchResult> {
    await this.start;
    const answer = this.next();
    this.link.send(JSON.stringify({ ...message, id: 1 }), bytes);
    return (await answer) as BenchResult;
  }

  stop(): void {
    this.link.stop();
    this.waiting?.reject(new Error('stopped'));
  }

  private next(): Promise<unknown> {
    return new Promise((resolve, reject) => (this.waiting = { resolve, reject }));
  }

  private receive(message: FromTrainer): void {
    if (message.type === 'catalogue') this.waiting?.resolve(null);
    if (message.type !== 'reply') return;
    if (message.ok) this.waiting?.resolve(message.result);
    else this.waiting?.reject(new Error(message.notice.key));
  }
}

const warm_up_seconds = 0.7; // until the browser has compiled the kernels in full
const seconds = 1;

/** `digits` as assets.ts has them, or null for made ones. Rejects when `stop` fires, or where the build cannot run. */
export async function time_racer(
  racer: Racer,
  address: ModuleAddress,
  digits: ArrayBuffer | null,
  stop: AbortSignal,
): Promise<Timing> {
  const worker = new BenchWorker(address, racer.threads);
  const end = (): void => worker.stop();
  stop.addEventListener('abort', end);
  try {
    if (digits) await worker.ask({ type: 'asset', name: 'mnist' }, digits);
    const limit = await worker.ask({ type: 'bench', task: 'limit', seconds: 0.2 });
    const training = { type: 'bench', task: 'small-cnn', device: racer.device };
    if (racer.device === 'cpu') await worker.ask({ ...training, seconds: warm_up_seconds });
    const { rate, gflops, outcome, data } = await worker.ask({ ...training, seconds });
    return { rate, gflops, limit: limit.rate * racer.threads, loss: outcome.at(-1) ?? NaN, data };
  } finally {
    stop.removeEventListener('abort', end);
    worker.stop();
  }
}
