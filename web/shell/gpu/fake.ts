// A GPUDevice for tests: it keeps a log of what is asked of it, and buffers that hold bytes.
import { usage } from './pool.ts';

export class FakeBuffer {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly usage: number;
  destroyed = false;
  private readonly mapped: Promise<void>;

  constructor({ size, usage }: GPUBufferDescriptor, mapped: Promise<void>) {
    this.size = size;
    this.usage = usage;
    this.bytes = new Uint8Array(size);
    this.mapped = mapped;
  }
  destroy(): void {
    this.destroyed = true;
  }
  mapAsync(): Promise<void> {
    return this.mapped;
  }
  getMappedRange(offset: number, bytes: number): ArrayBuffer {
    return this.bytes.slice(offset, offset + bytes).buffer;
  }
  unmap(): void {}
}

/** Nanoseconds that pass between two timestamps. */
export const tick = 1_000_000;

export class FakeDevice {
  readonly log: string[] = [];
  readonly buffers: FakeBuffer[] = [];
  readonly layouts: GPUBindGroupLayoutDescriptor[] = [];
  readonly groups: FakeBuffer[][] = [];
  readonly limits = { maxBufferSize: 1 << 28, maxStorageBufferBindingSize: 1 << 27 };
  readonly features: Set<string>;
  /** Resolve or reject to let buffers be mapped and work be done. */
  mapped: Promise<void> = Promise.resolve();
  worked: Promise<void> = Promise.resolve();
  lose: (info: { message: string }) => void = () => {};
  readonly lost = new Promise<{ message: string }>((resolve) => (this.lose = resolve));
  onuncapturederror: ((event: { error: Error }) => void) | null = null;
  destroyed = false;
  private stamps = 0;

  readonly queue = {
    writeBuffer: (buffer: FakeBuffer, offset: number, data: Uint8Array): void => buffer.bytes.set(data, offset),
    submit: (): void => void this.log.push('submit'),
    onSubmittedWorkDone: (): Promise<void> => this.worked,
  };

  constructor(features: string[] = []) {
    this.features = new Set(features);
  }

  createBuffer(descriptor: GPUBufferDescriptor): FakeBuffer {
    const buffer = new FakeBuffer(descriptor, this.mapped);
    this.buffers.push(buffer);
    return buffer;
  }
  createShaderModule = (descriptor: object): object => descriptor;
  createPipelineLayout = (descriptor: object): object => descriptor;
  createComputePipeline = (descriptor: object): object => descriptor;
  createQuerySet = (): object => ({});
  createBindGroupLayout(descriptor: GPUBindGroupLayoutDescriptor): object {
    this.layouts.push(descriptor);
    return descriptor;
  }
  createBindGroup({ entries }: { entries: { binding: number; resource: { buffer: FakeBuffer } }[] }): FakeBuffer[] {
    const bound: FakeBuffer[] = [];
    for (const { binding, resource } of entries) bound[binding] = resource.buffer;
    this.groups.push(bound);
    return bound;
  }
  createCommandEncoder(): object {
    const { log } = this;
    return {
      beginComputePass: ({ timestampWrites: t }: GPUComputePassDescriptor = {}) => {
        const stamps = [t?.beginningOfPassWriteIndex, t?.endOfPassWriteIndex];
        this.stamps += stamps.filter((index) => index !== undefined).length;
        log.push('pass');
        return {
          setPipeline: ({ compute }: { compute: { entryPoint: string } }) => log.push(`pipeline ${compute.entryPoint}`),
          setBindGroup: (_: number, __: object, [offset]: number[]) => log.push(`uniforms at ${offset}`),
          dispatchWorkgroups: (...groups: number[]) => log.push(`dispatch ${groups.join(' ')}`),
          end: () => log.push('end'),
        };
      },
      copyBufferToBuffer: (from: FakeBuffer, begin: number, to: FakeBuffer, place: number, bytes: number) => {
        to.bytes.set(from.bytes.subarray(begin, begin + bytes), place);
        log.push(`copy ${bytes}`);
      },
      resolveQuerySet: (_: object, __: number, count: number, to: FakeBuffer) =>
        new BigUint64Array(to.bytes.buffer, 0, count).forEach((_, i, all) => (all[i] = BigInt(i * tick))),
      finish: () => ({}),
    };
  }
  destroy(): void {
    this.destroyed = true;
    this.lose({ message: 'destroyed' });
  }

  /** Timestamps asked for since the last call. */
  stamps_asked(): number {
    const { stamps } = this;
    this.stamps = 0;
    return stamps;
  }
  with_usage = (flag: keyof typeof usage): FakeBuffer[] => this.buffers.filter((buffer) => buffer.usage & usage[flag]);
}
