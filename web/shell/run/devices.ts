// Where the run trains: on the processor or the graphics card, as the visitor or a script asks. All switching goes
// through here.
import type { DeviceKind, Notice } from '../base/protocol.ts';
import type { GpuSeen, GpuTimes } from '../gpu/messages.ts';
import { Signal } from '../base/signal.ts';
import { Refused, type Trainer } from '../worker/trainer.ts';
import type { Session } from './session.ts';

export class Devices {
  /** Anything below has changed. */
  readonly changed = new Signal();
  /** The graphics card; null until somebody has looked. */
  seen: GpuSeen | null = null;
  /** Products in half precision, where the graphics card works. */
  half = false;
  /** Where the run is on its way to. */
  heading_for: DeviceKind | null = null;

  /** Done when the switch that was asked for last is. */
  private last: Promise<unknown> = Promise.resolve();
  private readonly session: Session;
  private readonly trainer: Pick<Trainer, 'ask_gpu' | 'lost'>;

  constructor(session: Session, trainer: Pick<Trainer, 'ask_gpu' | 'lost'>) {
    this.session = session;
    this.trainer = trainer;
    trainer.lost.on(() => this.update({ seen: null })); // the next worker looks for itself
  }

  get kind(): DeviceKind {
    return this.session.device.kind;
  }

  /** Looks what graphics card there is, and uses none of it. */
  async look(): Promise<void> {
    await this.session.ready();
    this.update({ seen: await this.trainer.ask_gpu({ kind: 'gpu_look' }) });
  }

  /** Resolves when the run goes on there; rejects with the sentence why it does not. One switch is made after another. */
  use(kind: DeviceKind, half = this.half): Promise<void> {
    const turn = this.last.then(() => this.switch_to(kind, half));
    this.last = turn.catch(() => {});
    return turn;
  }

  /** How long the parts of a step took since the last time; null where none was measured. */
  async times(): Promise<GpuTimes | null> {
    return (await this.trainer.ask_gpu({ kind: 'gpu_times' })).times;
  }

  private async switch_to(kind: DeviceKind, half: boolean): Promise<void> {
    this.update({ heading_for: kind });
    try {
      if (kind === 'webgpu') await this.start_gpu(half);
      await this.session.train_on(kind);
    } finally {
      this.update({ heading_for: null });
    }
  }

  private async start_gpu(half: boolean): Promise<void> {
    await this.session.ready();
    if (half !== this.half) await this.session.train_on('cpu'); // another precision takes another device
    const seen = await this.trainer.ask_gpu({ kind: 'gpu_start', half });
    this.update({ seen, half: half && seen.half });
    const missing = why_not(seen);
    if (missing) throw new Refused(missing);
  }

  private update(state: Partial<Pick<Devices, 'seen' | 'half' | 'heading_for'>>): void {
    Object.assign(this, state);
    this.changed.emit();
  }
}

/** Why there is no graphics card to train on; null where there is one. */
export function why_not({ adapter, why = 'no_adapter' }: GpuSeen): Notice | null {
  if (adapter !== null) return null;
  const insecure = why === 'no_webgpu' && !globalThis.isSecureContext; // browsers keep WebGPU from plain http
  return { level: 'warning', key: `notice.gpu.${insecure ? 'insecure' : why}`, arguments: {} };
}
