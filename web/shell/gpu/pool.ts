// Buffers that the host reads: kept, because a buffer that was mapped once serves again.

// Flags of WebGPU's; Node does not have them as globals.
export const usage = { map_read: 1, copy_src: 4, copy_dst: 8, uniform: 64, storage: 128, query_resolve: 512 } as const;
const map_mode_read = 1;

const least = 256; // bytes

export class ReadPool {
  private readonly device: GPUDevice;
  private readonly free = new Map<number, GPUBuffer[]>();

  constructor(device: GPUDevice) {
    this.device = device;
  }

  /** A buffer of at least `bytes` bytes, to be copied into. */
  take(bytes: number): GPUBuffer {
    const size = 2 ** Math.ceil(Math.log2(Math.max(least, bytes)));
    return this.free.get(size)?.pop() ?? this.device.createBuffer({ size, usage: usage.map_read | usage.copy_dst });
  }

  /** Maps what take() gave and has been submitted. */
  map(buffer: GPUBuffer): Promise<void> {
    return buffer.mapAsync(map_mode_read);
  }

  /** Shows the first `bytes` bytes of a mapped buffer to `look` and takes the buffer back. */
  show(buffer: GPUBuffer, bytes: number, look: (numbers: ArrayBuffer) => void): void {
    look(buffer.getMappedRange(0, bytes));
    buffer.unmap();
    const same_size = this.free.get(buffer.size);
    if (same_size) same_size.push(buffer);
    else this.free.set(buffer.size, [buffer]);
  }
}
