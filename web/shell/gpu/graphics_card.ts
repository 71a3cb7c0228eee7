// The graphics card of the trainer's worker: looked for, started for the engine, and taken away when it fails.
import { Block, type ModuleMemory } from '../base/heap.ts';
import type { GpuAnswer, GpuRequest, GpuSeen } from './messages.ts';
import { find_adapter, name_of, open_device } from './adapter.ts';
import { type FaultKind, Gpu } from './device.ts';

/** What engine/kernels/webgpu/device/driver_wasm.cpp asks of a module, and offers. */
export interface GpuModule extends ModuleMemory {
  gpu?: Gpu;
  _gpu_start(subgroups: boolean, f16: boolean, software: boolean, can_wait: boolean): void;
  _gpu_stop(): void;
  _gpu_arrived(ticket: number, bytes: number, count: number): void;
  _gpu_finished(): void;
}

export interface CardEvents {
  /** Calls `work`, which calls the module; the trainer may have something to do after it. */
  guarded(work: () => void): void;
  /** The engine has it no more. */
  lost(fault: FaultKind, message: string): void;
}

export class GraphicsCard {
  private readonly module: GpuModule;
  private readonly events: CardEvents;
  private readonly numbers: Block;
  private gpu: Gpu | null = null;
  private seen: GpuSeen | null = null; // with `gpu`
  private half = false;

  constructor(module: GpuModule, events: CardEvents) {
    this.module = module;
    this.events = events;
    this.numbers = new Block(module);
  }

  async answer(request: GpuRequest): Promise<GpuAnswer> {
    switch (request.kind) {
      case 'gpu_look':
        return { kind: 'gpu_seen', ...(this.seen ?? (await this.look()).seen) };
      case 'gpu_start':
        return { kind: 'gpu_started', ...(await this.start(request.half)) };
      case 'gpu_times':
        return { kind: 'gpu_times', times: this.gpu?.times() ?? null };
    }
  }

  private async look(): Promise<{ adapter: GPUAdapter | null; seen: GpuSeen }> {
    const gpu = (navigator as Partial<NavigatorGPU>).gpu; // not in every browser
    const adapter = await find_adapter(gpu);
    const why = gpu ? 'no_adapter' : 'no_webgpu';
    if (adapter === null) return { adapter, seen: { adapter: null, why, half: false } };
    return { adapter, seen: { adapter: name_of(adapter), half: adapter.features.has('shader-f16') } };
  }

  private async start(half: boolean): Promise<GpuSeen> {
    if (this.gpu !== null && this.seen !== null && this.half === half) return this.seen;
    const { adapter, seen } = await this.look();
    if (adapter === null) return seen;
    const device = await open_device(adapter).catch(() => null);
    if (device === null) return { adapter: null, why: 'no_device', half: false };
    this.stop();
    const gpu = new Gpu(device, {
      arrived: (ticket, bytes) =>
        this.events.guarded(() => {
          this.module._gpu_arrived(ticket, this.numbers.put(bytes), bytes.length);
          this.numbers.trim();
        }),
      finished: () => this.events.guarded(() => this.module._gpu_finished()),
      fault: (kind, message) => {
        this.stop();
        this.events.lost(kind, message);
      },
    });
    Object.assign(this, { gpu, seen, half });
    this.module.gpu = gpu;
    const { features } = device;
    const { isFallbackAdapter } = adapter.info;
    this.module._gpu_start(features.has('subgroups'), half && features.has('shader-f16'), isFallbackAdapter, false);
    return seen;
  }

  private stop(): void {
    if (this.gpu === null) return;
    this.events.guarded(() => this.module._gpu_stop());
    this.gpu.destroy();
    this.gpu = this.seen = null;
  }
}
