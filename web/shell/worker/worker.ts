// The trainer's worker: loads one build of the trainer and lets it train in slices, so that messages get in between.
import { Block } from '../base/heap.ts';
import type { GpuAnswer, GpuRequest } from '../gpu/messages.ts';
import { GraphicsCard, type GpuModule } from '../gpu/graphics_card.ts';
import { trainer_factory } from './trainer_factory.ts';

export type Build = 'simd' | 'relaxed' | 'relaxed-mt';

export type ToWorker =
  | { kind: 'start'; module: string; wasm: string; threads: number; lock: string }
  | { kind: 'message'; json: string; bytes: ArrayBuffer | null }
  | GpuRequest
  | { kind: 'ping' };

export type FromWorker =
  | { kind: 'locked' }
  | { kind: 'started' }
  | { kind: 'message'; json: string; bytes: ArrayBuffer | null }
  | GpuAnswer
  | { kind: 'pong' }
  | { kind: 'crashed'; reason: string };

interface TrainerModule extends GpuModule {
  _trainer_start(threads: number): void;
  _trainer_receive(json: number, json_size: number, bytes: number, bytes_size: number): void;
  /** Trains for a few milliseconds; how long until the next slice is wanted: 0 at once, -1 not before a message. */
  _trainer_slice(now: number): number;
}

// The scope of a dedicated worker; TypeScript's DOM library describes only a page's.
const scope = globalThis as unknown as {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

let trainer: TrainerModule | null = null;
let texts: Block;
let blocks: Block;
let card: GraphicsCard;
let timer: ReturnType<typeof setTimeout> | undefined;
let slice_due = false;

// A posted message instead of a timer: no minimum delay, and messages from the page take turns with it.
const turn = new MessageChannel();
turn.port1.onmessage = () => {
  slice_due = false;
  guarded(slice);
};

function request_slice(): void {
  clearTimeout(timer);
  if (slice_due) return;
  slice_due = true;
  turn.port2.postMessage(null);
}

function slice(): void {
  const wait = trainer?._trainer_slice(performance.now()) ?? -1;
  if (wait === 0) request_slice();
  if (wait > 0) timer = setTimeout(request_slice, wait);
}

/** Runs `work`; what it throws (a trap, an abort, out of memory) ends this worker's use. */
function guarded(work: () => void): void {
  try {
    work();
  } catch (error) {
    crash(error);
  }
}

function crash(error: unknown): void {
  trainer = null;
  scope.postMessage({ kind: 'crashed', reason: String(error) });
}

/** Posts what the trainer says; `bytes` are a copy that belongs to nobody else, and move. */
function send(json: string, bytes: Uint8Array<ArrayBuffer> | null): void {
  const buffer = bytes?.buffer ?? null;
  scope.postMessage({ kind: 'message', json, bytes: buffer }, buffer ? [buffer] : []);
}

function receive(json: string, bytes: ArrayBuffer | null): void {
  if (trainer === null) return;
  const block = bytes ? blocks.put(new Uint8Array(bytes)) : 0;
  trainer._trainer_receive(...texts.put_text(json), block, bytes?.byteLength ?? 0);
  blocks.trim();
  request_slice();
}

/** The trainer goes on when numbers have come, and hears of the card's end as of any message. */
const make_card = (module: TrainerModule): GraphicsCard =>
  new GraphicsCard(module, {
    guarded: (work) =>
      guarded(() => {
        if (trainer === null) return;
        work();
        request_slice();
      }),
    lost: (fault, message) => {
      console.warn(`the graphics card is of no use any more: ${message}`);
      const short = message.split('\n', 1)[0]; // drivers tell whole programs
      guarded(() => receive(JSON.stringify({ type: 'device_lost', fault, message: short }), null));
    },
  });

/** Holds a lock as long as this worker lives: the page, waiting for it, learns at once of a death that nobody reports. */
function hold(name: string): void {
  navigator.locks
    ?.request(name, () => {
      scope.postMessage({ kind: 'locked' });
      return new Promise(() => {});
    })
    .catch(() => {}); // forbidden: the page asks it now and then whether it lives
}

/** A thread is a worker of this one. The module waits for all its threads, and would for ever for one that fails. */
function watch_threads(): void {
  globalThis.Worker = class extends Worker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener('error', (event) => crash(event.message || 'a thread cannot start'));
    }
  };
}

async function start(message: ToWorker & { kind: 'start' }): Promise<void> {
  hold(message.lock);
  watch_threads();
  const factory = await trainer_factory(message.module);
  trainer = (await factory({
    locateFile: (path: string) => (path.endsWith('.wasm') ? message.wasm : path),
    threads: message.threads,
    send,
  })) as TrainerModule;
  texts = new Block(trainer);
  blocks = new Block(trainer);
  card = make_card(trainer);
  trainer._trainer_start(message.threads);
  scope.postMessage({ kind: 'started' });
  request_slice();
}

scope.onmessage = ({ data }) => {
  if (data.kind === 'ping') scope.postMessage({ kind: 'pong' });
  if (data.kind === 'message') guarded(() => receive(data.json, data.bytes));
  if (data.kind === 'start') start(data).catch(crash);
  if (data.kind === 'gpu_look' || data.kind === 'gpu_start' || data.kind === 'gpu_times') {
    card.answer(data).then((answer) => scope.postMessage(answer), crash);
  }
};
