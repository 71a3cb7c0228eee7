// WebGPU as the engine drives it: what engine/kernels/webgpu/device/driver.h asks for, the same in a worker and in Node.
// Everything is named by numbers that the engine chooses, and nothing is waited for.
import { Command, commands_in } from './commands.ts';
import { ReadPool, usage } from './pool.ts';
import { type Lap, Stopwatch, type Times } from './stopwatch.ts';

/** What ends the use of a device. */
export type FaultKind = 'lost' | 'out-of-memory' | 'validation' | 'internal';

export interface GpuEvents {
  /** The numbers of a read, in the order of the reads; gone after the call. */
  arrived(ticket: number, bytes: Uint8Array): void;
  /** One more submission has been worked off. */
  finished(): void;
  /** Said once, and never within a call; after it nothing is done or said any more. */
  fault(kind: FaultKind, message: string): void;
}

/** One way to run a WGSL program. `access` has one letter for each storage binding: 'r' or 'w'. */
export interface Program {
  code: string;
  entry: string;
  access: string;
  constants: Record<string, number>;
}

interface Group {
  access: string;
  buffers: number[];
  /** Made when it is used first, and again when the uniforms have moved. */
  made: GPUBindGroup | null;
}

interface Read {
  ticket: number;
  room: GPUBuffer;
  bytes: number;
}

const uniform_bytes = 256; // of one dispatch
const compute_stage = 4; // GPUShaderStage.COMPUTE, which Node does not have as a global

const fault_kinds: Record<string, FaultKind> = {
  GPUOutOfMemoryError: 'out-of-memory',
  GPUValidationError: 'validation',
};

function found<Value>(things: Map<number, Value>, name: number): Value {
  const thing = things.get(name);
  if (thing === undefined) throw new RangeError(`the GPU has nothing named ${name}`);
  return thing;
}

export class Gpu {
  readonly device: GPUDevice;
  private readonly events: GpuEvents;
  private readonly buffers = new Map<number, GPUBuffer>();
  private readonly layouts = new Map<string, GPUBindGroupLayout>();
  private readonly pipelines = new Map<number, GPUComputePipeline>();
  private readonly groups = new Map<number, Group>();
  private readonly pool: ReadPool;
  private readonly stopwatch: Stopwatch;
  private uniforms: GPUBuffer;
  private uploads: GPUBuffer;
  /** Resolves when all that was waited for so far has been told. */
  private told = Promise.resolve();
  private stopped = false;

  constructor(device: GPUDevice, events: GpuEvents) {
    this.device = device;
    this.events = events;
    this.pool = new ReadPool(device);
    this.stopwatch = new Stopwatch(device, this.pool);
    this.uniforms = this.make(1 << 16, usage.uniform);
    this.uploads = this.make(1 << 16, usage.copy_src);
    device.onuncapturederror = ({ error }) =>
      this.fault(fault_kinds[error.constructor.name] ?? 'internal', error.message);
    void device.lost.then(({ message }) => this.fault('lost', message));
  }

  make_buffer(buffer: number, bytes: number): void {
    const { maxBufferSize, maxStorageBufferBindingSize } = this.device.limits;
    const most = Math.min(maxBufferSize, maxStorageBufferBindingSize);
    if (bytes > most) this.fault('out-of-memory', `a buffer of ${bytes} bytes, where the adapter has at most ${most}`);
    if (this.stopped) return;
    this.buffers.set(buffer, this.make(bytes, usage.storage | usage.copy_src));
  }

  drop_buffer(buffer: number): void {
    this.buffers.get(buffer)?.destroy();
    this.buffers.delete(buffer);
  }

  make_pipeline(pipeline: number, { code, entry, access, constants }: Program): void {
    if (this.stopped) return;
    const label = code.slice(0, code.indexOf('\n')); // its formula
    const module = this.device.createShaderModule({ label, code });
    const layout = this.device.createPipelineLayout({ bindGroupLayouts: [this.layout(access)] });
    const compute = { module, entryPoint: entry, constants };
    this.pipelines.set(pipeline, this.device.createComputePipeline({ label, layout, compute }));
  }

  make_group(group: number, access: string, buffers: number[]): void {
    this.groups.set(group, { access, buffers, made: null });
  }

  drop_groups(): void {
    this.groups.clear();
  }

  submit(commands: Uint32Array, uniforms: Uint8Array, uploads: Uint8Array): void {
    if (this.stopped) return;
    const lap = this.stopwatch.start();
    const fill = (): GPUBuffer => this.filled(this.uploads, uploads);
    this.uploads = lap ? lap.host('upload', fill) : fill();
    this.fill_uniforms(uniforms);

    const encoder = this.device.createCommandEncoder();
    const reads = this.encode(encoder, commands, lap);
    const clock = lap && this.stopwatch.finish(lap, encoder);
    this.device.queue.submit([encoder.finish()]);
    for (const read of reads) {
      const show = (): void => this.show(read);
      this.later(this.pool.map(read.room), () => (lap ? lap.host('read_back', show) : show()));
    }
    if (lap && clock) this.later(clock(), () => this.stopwatch.keep(lap));
    this.later(this.device.queue.onSubmittedWorkDone(), () => this.events.finished());
  }

  /** Means over the submissions since the last call; they are timed only while somebody asks. */
  times(): Times | null {
    return this.stopwatch.times();
  }

  /** Frees everything. Nothing is said any more. */
  destroy(): void {
    this.stopped = true;
    this.device.destroy();
  }

  private encode(encoder: GPUCommandEncoder, commands: Uint32Array, lap: Lap | null): Read[] {
    const copies = (part: 'upload' | 'read_back', copy: () => void): void =>
      lap ? lap.copies(encoder, part, copy) : copy();
    const reads: Read[] = [];
    let pass: GPUComputePassEncoder | null = null;
    for (const [command, a, b, c, d, e, f] of commands_in(commands)) {
      if (command === Command.dispatch) {
        pass ??= encoder.beginComputePass(lap?.pass());
        pass.setPipeline(found(this.pipelines, a));
        pass.setBindGroup(0, this.group(b), [c]);
        pass.dispatchWorkgroups(d, e, f);
        continue;
      }
      pass?.end();
      pass = null;
      if (command === Command.upload) {
        copies('upload', () => encoder.copyBufferToBuffer(this.uploads, a, found(this.buffers, b), c, d));
      } else if (command === Command.copy) {
        encoder.copyBufferToBuffer(found(this.buffers, a), b, found(this.buffers, c), d, e);
      } else {
        const room = this.pool.take(d);
        copies('read_back', () => encoder.copyBufferToBuffer(found(this.buffers, b), c, room, 0, d));
        reads.push({ ticket: a, room, bytes: d });
      }
    }
    pass?.end();
    return reads;
  }

  private show({ ticket, room, bytes }: Read): void {
    this.pool.show(room, bytes, (numbers) => this.events.arrived(ticket, new Uint8Array(numbers)));
  }

  /** Calls `tell` once `event` has come, behind all that came before. */
  private later(event: Promise<unknown>, tell: () => void): void {
    const came = event.then(
      () => true,
      () => false, // the device is lost, which is told as a fault
    );
    this.told = this.told.then(async () => {
      if ((await came) && !this.stopped) tell();
    });
  }

  private fault(kind: FaultKind, message: string): void {
    if (this.stopped) return;
    this.stopped = true;
    queueMicrotask(() => this.events.fault(kind, message));
  }

  private layout(access: string): GPUBindGroupLayout {
    const known = this.layouts.get(access);
    if (known) return known;
    const entries: GPUBindGroupLayoutEntry[] = [...access].map((letter, index) => ({
      binding: index + 1,
      visibility: compute_stage,
      buffer: { type: letter === 'w' ? 'storage' : 'read-only-storage' },
    }));
    const buffer = { type: 'uniform', hasDynamicOffset: true, minBindingSize: uniform_bytes } as const;
    entries.push({ binding: 0, visibility: compute_stage, buffer });
    const layout = this.device.createBindGroupLayout({ entries });
    this.layouts.set(access, layout);
    return layout;
  }

  private group(name: number): GPUBindGroup {
    const group = found(this.groups, name);
    group.made ??= this.device.createBindGroup({
      layout: this.layout(group.access),
      entries: [
        { binding: 0, resource: { buffer: this.uniforms, size: uniform_bytes } },
        ...group.buffers.map((buffer, index) => ({
          binding: index + 1,
          resource: { buffer: found(this.buffers, buffer) },
        })),
      ],
    });
    return group.made;
  }

  private make(size: number, purpose: number): GPUBuffer {
    return this.device.createBuffer({ size, usage: purpose | usage.copy_dst });
  }

  private fill_uniforms(data: Uint8Array): void {
    const before = this.uniforms;
    this.uniforms = this.filled(before, data);
    if (this.uniforms === before) return;
    for (const group of this.groups.values()) group.made = null;
  }

  /** `buffer`, or a larger one in its place, with `data` at its begin. */
  private filled(buffer: GPUBuffer, data: Uint8Array): GPUBuffer {
    let room = buffer;
    if (data.length > buffer.size) {
      buffer.destroy();
      room = this.make(2 ** Math.ceil(Math.log2(data.length)), buffer.usage);
    }
    if (data.length > 0) this.device.queue.writeBuffer(room, 0, data);
    return room;
  }
}
