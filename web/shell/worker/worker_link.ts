// The page's end of one worker: starts it, passes messages, and notices in any way there is that it died.
import type { GpuAnswer, GpuRequest } from '../gpu/messages.ts';
import type { ModuleAddress } from './modules.ts';
import { start_worker } from './start_worker.ts';
import type { FromWorker, ToWorker } from './worker.ts';

export interface WorkerEvents {
  message(json: string, bytes: ArrayBuffer | null): void;
  /** What the worker itself answers. */
  gpu?(answer: GpuAnswer): void;
  /** Called once; the worker is of no use any more. */
  died(reason: string): void;
}

const seconds_between_pings = 5;
const unanswered_pings = 6; // a single step may take long; half a minute of silence is no step
const unanswered_if_locked = 120; // whose death would be told: a slow device at a large step

export class WorkerLink {
  private readonly worker: Worker;
  private readonly life = new AbortController();
  private readonly lock = `gradlab-trainer-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  private unanswered = 0;
  private patience = unanswered_pings;
  private last_ping = performance.now();
  private readonly watch: ReturnType<typeof setInterval>;
  private readonly events: WorkerEvents;

  constructor(address: ModuleAddress, threads: number, events: WorkerEvents) {
    this.events = events;
    this.worker = start_worker();
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.die(event.message || 'error in the worker');
    };
    this.worker.onmessageerror = () => this.die('unreadable message');
    this.post({ kind: 'start', ...address, threads, lock: this.lock });
    this.watch = setInterval(() => this.ping(), seconds_between_pings * 1000);
  }

  send(json: string, bytes: ArrayBuffer | null): void {
    this.post({ kind: 'message', json, bytes }, bytes ? [bytes] : []);
  }

  ask_gpu(request: GpuRequest): void {
    this.post(request);
  }

  stop(): void {
    clearInterval(this.watch);
    this.life.abort();
    this.worker.onmessage = this.worker.onerror = this.worker.onmessageerror = null;
    this.worker.terminate();
  }

  private post(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }

  private receive(message: FromWorker): void {
    this.unanswered = 0;
    switch (message.kind) {
      case 'message':
        return this.events.message(message.json, message.bytes);
      case 'crashed':
        return this.die(message.reason);
      case 'locked':
        return this.wait_for_death();
      case 'gpu_seen':
      case 'gpu_started':
      case 'gpu_times':
        return this.events.gpu?.(message);
    }
  }

  /** The worker's lock comes free only when the worker is gone. */
  private wait_for_death(): void {
    this.patience = unanswered_if_locked;
    navigator.locks
      .request(this.lock, { signal: this.life.signal }, () => this.die('the worker ended'))
      .catch(() => {});
  }

  private ping(): void {
    const now = performance.now();
    // A page that slept (a closed laptop, a throttled tab) has not been waiting for an answer meanwhile.
    if (now - this.last_ping > 2 * seconds_between_pings * 1000) this.unanswered = 0;
    this.last_ping = now;
    if (this.unanswered >= this.patience) return this.die('no answer');
    ++this.unanswered;
    this.post({ kind: 'ping' });
  }

  private die(reason: string): void {
    if (this.life.signal.aborted) return;
    this.stop();
    this.events.died(reason);
  }
}
