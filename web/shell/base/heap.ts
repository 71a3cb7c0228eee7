// Passing text and bytes into a WebAssembly module's memory.

export interface ModuleMemory {
  /** Any of its threads may make it grow, and the module's own views of it are then those of before. */
  wasmMemory: { readonly buffer: ArrayBufferLike };
  _malloc(size: number): number;
  _free(pointer: number): void;
}

const encoder = new TextEncoder();

const most_kept = 1 << 20; // bytes

/** A block of a module's memory that grows as needed and is used again. Valid until the next call to `put` or `trim`. */
export class Block {
  private place = 0;
  private room = 0;
  private readonly module: ModuleMemory;

  constructor(module: ModuleMemory) {
    this.module = module;
  }

  /** Copies `bytes` in, with a 0 after them; returns where they are. */
  put(bytes: Uint8Array): number {
    if (bytes.length >= this.room) {
      this.module._free(this.place);
      this.room = bytes.length < most_kept ? Math.max(256, 2 * bytes.length) : bytes.length + 1;
      this.place = this.module._malloc(this.room);
      if (this.place === 0) throw new RangeError('out of memory');
    }
    const view = new Uint8Array(this.module.wasmMemory.buffer, this.place, bytes.length + 1);
    view.set(bytes);
    view[bytes.length] = 0;
    return this.place;
  }

  /** Gives back what a large message took: the next one is hardly as large. */
  trim(): void {
    if (this.room <= 2 * most_kept) return;
    this.module._free(this.place);
    this.place = this.room = 0;
  }

  /** Copies `text` in as UTF-8, ended by a 0; returns where it is and how many bytes it has. */
  put_text(text: string): [place: number, size: number] {
    const bytes = encoder.encode(text);
    return [this.put(bytes), bytes.length];
  }
}
