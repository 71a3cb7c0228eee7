// The trainer as the page sees it: messages out, answers in. When its worker dies, the next one is started.
import type { Catalogue, CheckpointMessage, Frame, FromTrainer, Message, Notice } from '../base/protocol.ts';
import type { GpuAnswer, GpuRequest } from '../gpu/messages.ts';
import { Signal } from '../base/signal.ts';
import { text } from '../base/text.ts';
import type { BuildChoice } from './builds.ts';
import type { ModuleAddress } from './modules.ts';
import type { Build } from './worker.ts';
import { WorkerLink } from './worker_link.ts';

/** A request that was not taken; the message is the sentence that says why. */
export class Refused extends Error {
  readonly notice: Notice;

  constructor(notice: Notice) {
    super(text(notice.key, notice.arguments));
    this.notice = notice;
  }
}

export class TrainerLost extends Error {
  constructor() {
    super(text('notice.trainer_lost'));
  }
}

/** A frame as it came, and parsed but for its views. */
export interface DrawnFrame {
  frame: Frame;
  json: string;
  bytes: Uint8Array;
}

export interface Checkpoint {
  message: CheckpointMessage;
  bytes: ArrayBuffer;
}

/** What a request was answered with. */
export interface Answer {
  result: unknown;
  bytes: ArrayBuffer;
}

/** As JSON.stringify writes it, which no reader of UTF-8 takes: an escape, and not a backslash that is one itself. */
const half_character = /(?<!\\)(?:\\\\)*\\ud[89a-f][\da-f]{2}/;
const no_text: Notice = { level: 'warning', key: 'notice.half_character', arguments: {} };

interface Pending {
  resolve(result: unknown, bytes?: ArrayBuffer | null): void;
  reject(error: Error): void;
}

const gpu_answers = { gpu_look: 'gpu_seen', gpu_start: 'gpu_started', gpu_times: 'gpu_times' } as const;
type AnswerTo<Kind extends GpuRequest['kind']> = GpuAnswer & { kind: (typeof gpu_answers)[Kind] };

const most_deaths = 3;
const minute = 60_000; // ms

export class Trainer {
  readonly catalogue = new Signal<Catalogue>();
  readonly frame = new Signal<DrawnFrame>();
  readonly checkpoint = new Signal<Checkpoint>();
  readonly notice = new Signal<Notice>();
  /** It died; `again` says whether a new one is on its way, `started` whether this one ever was. */
  readonly lost = new Signal<{ again: boolean; started: boolean }>();

  private worker: WorkerLink | null = null;
  private started = false;
  private deaths: number[] = [];
  private next_id = 1;
  private readonly pending = new Map<number, Pending>();
  private gpu_pending: (Pending & { kind: GpuAnswer['kind'] })[] = [];
  private readonly choices: BuildChoice[];
  private readonly modules: Record<Build, ModuleAddress>;

  /** `choices`: builds to use, best first, at least one. One that cannot start gives way to the next. */
  constructor(choices: BuildChoice[], modules: Record<Build, ModuleAddress>) {
    this.choices = [...choices];
    this.modules = modules;
  }

  get choice(): BuildChoice {
    return this.choices[0] as BuildChoice;
  }

  start(): void {
    const { build, threads } = this.choice;
    this.started = false;
    this.worker = new WorkerLink(this.modules[build], threads, {
      message: (json, bytes) => this.receive(json, bytes),
      gpu: (answer) => this.take_gpu_answer(answer),
      died: (reason) => this.died(reason),
    });
  }

  /** Ends it for good. What it was asked for is rejected with TrainerLost. */
  stop(): void {
    this.worker?.stop();
    this.worker = null;
    this.forsake();
  }

  /** Sends without waiting for an answer. `bytes` move to the trainer. */
  send(message: Message, bytes: ArrayBuffer | null = null): void {
    this.worker?.send(JSON.stringify(message), bytes);
  }

  /** The answer's result; rejects with Refused, or with TrainerLost if the worker dies first. */
  async request(message: Message, bytes: ArrayBuffer | null = null): Promise<unknown> {
    return (await this.fetch(message, bytes)).result;
  }

  /** The same with the bytes that come with the answer. */
  fetch(message: Message, bytes: ArrayBuffer | null = null): Promise<Answer> {
    const { worker } = this;
    if (worker === null) return Promise.reject(new TrainerLost());
    const id = this.next_id++;
    const json = JSON.stringify({ ...message, id });
    if (half_character.test(json)) return Promise.reject(new Refused(no_text));
    return new Promise((resolve, reject) => {
      const answered = (result: unknown, answer: ArrayBuffer | null = null): void =>
        resolve({ result, bytes: answer ?? new ArrayBuffer(0) });
      this.pending.set(id, { resolve: answered, reject });
      worker.send(json, bytes);
    });
  }

  /** Asks the worker itself, which has the graphics card; rejects with TrainerLost if it dies first. */
  ask_gpu<Kind extends GpuRequest['kind']>(request: GpuRequest & { kind: Kind }): Promise<AnswerTo<Kind>> {
    const { worker } = this;
    if (worker === null) return Promise.reject(new TrainerLost());
    return new Promise<unknown>((resolve, reject) => {
      this.gpu_pending.push({ kind: gpu_answers[request.kind], resolve, reject });
      worker.ask_gpu(request);
    }) as Promise<AnswerTo<Kind>>;
  }

  private receive(json: string, bytes: ArrayBuffer | null): void {
    const message = JSON.parse(json) as FromTrainer;
    switch (message.type) {
      case 'catalogue':
        this.started = true;
        return this.catalogue.emit(message);
      case 'frame': {
        const drawn = { frame: message, json, bytes: new Uint8Array(bytes ?? new ArrayBuffer(0)) };
        return message.id === undefined
          ? this.frame.emit(drawn)
          : this.settle(message.id, ({ resolve }) => resolve(drawn));
      }
      case 'checkpoint':
        return this.checkpoint.emit({ message, bytes: bytes ?? new ArrayBuffer(0) });
      case 'notice':
        return this.notice.emit(message);
      case 'reply':
        return this.settle(message.id, ({ resolve, reject }) =>
          message.ok ? resolve(message.result, bytes) : reject(new Refused(message.notice)),
        );
    }
  }

  private settle(id: number, answer: (pending: Pending) => void): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (pending) answer(pending);
  }

  /** Equal questions are answered in their order. */
  private take_gpu_answer(answer: GpuAnswer): void {
    const pending = this.gpu_pending.find(({ kind }) => kind === answer.kind);
    this.gpu_pending = this.gpu_pending.filter((other) => other !== pending);
    pending?.resolve(answer);
  }

  private died(reason: string): void {
    console.warn(`the trainer died: ${reason}`);
    const now = performance.now();
    this.worker = null;
    this.deaths = [...this.deaths.filter((time) => now - time < minute), now];
    if (!this.started && this.choices.length > 1) {
      this.choices.shift();
      this.deaths = [];
    }
    const { started } = this;
    const again = this.deaths.length < most_deaths;
    if (again) this.start();
    this.lost.emit({ again, started });
    this.forsake();
  }

  /** Nobody will answer what waits. */
  private forsake(): void {
    for (const { reject } of [...this.pending.values(), ...this.gpu_pending]) reject(new TrainerLost());
    this.pending.clear();
    this.gpu_pending = [];
  }
}

/** Resolves when a trainer has started; rejects if it died too often. */
export function next_start(trainer: Pick<Trainer, 'catalogue' | 'lost'>): Promise<void> {
  return new Promise((resolve, reject) => {
    void trainer.catalogue.next().then(() => resolve());
    trainer.lost.on(({ again }) => again || reject(new TrainerLost()));
  });
}
