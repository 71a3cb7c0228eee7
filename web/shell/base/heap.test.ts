import { describe, expect, it } from 'vitest';
import { Block, type ModuleMemory } from './heap.ts';

/** Hands out memory from the beginning on, and counts what is not given back. */
class FakeMemory implements ModuleMemory {
  readonly wasmMemory = new WebAssembly.Memory({ initial: 256, maximum: 512 }); // 16 MB
  sizes = new Map<number, number>();
  private next = 8;

  _malloc(size: number): number {
    const place = this.next;
    this.sizes.set(place, size);
    this.next += size;
    return this.next <= this.wasmMemory.buffer.byteLength ? place : 0;
  }
  _free(place: number): void {
    this.sizes.delete(place);
  }
  bytes = (): Uint8Array => new Uint8Array(this.wasmMemory.buffer);
  held = (): number => [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
}

describe('a block of memory', () => {
  it('holds bytes, with a 0 after them', () => {
    const memory = new FakeMemory();
    const block = new Block(memory);
    memory.bytes().fill(9);
    const [place, size] = block.put_text('π');
    expect([...memory.bytes().subarray(place, place + size + 1)]).toEqual([0xcf, 0x80, 0]);
  });

  it('is used again, and grows', () => {
    const memory = new FakeMemory();
    const block = new Block(memory);
    const first = block.put(new Uint8Array(100));
    expect(block.put(new Uint8Array(90))).toBe(first);
    block.put(new Uint8Array(5000));
    expect(memory.sizes.size).toBe(1);
  });

  it('takes no more than needed for a large message, and gives that back', () => {
    const memory = new FakeMemory();
    const block = new Block(memory);
    block.put(new Uint8Array(5 << 20));
    expect(memory.held()).toBe((5 << 20) + 1);
    block.trim();
    expect(memory.held()).toBe(0);
    expect(block.put(new Uint8Array(10))).toBeGreaterThan(0);
    block.trim();
    expect(memory.held()).toBeGreaterThan(0);
  });

  it('lies where the memory is, also after another thread has made it grow', () => {
    const memory = new FakeMemory();
    const block = new Block(memory);
    const first = block.put(new Uint8Array([1]));
    memory.wasmMemory.grow(200);
    expect(block.put(new Uint8Array([2]))).toBe(first);
    expect(memory.bytes()[first]).toBe(2);
    const beyond = block.put(new Uint8Array(20 << 20).fill(3)); // of what there was before
    expect(memory.bytes()[beyond + (20 << 20) - 1]).toBe(3);
  });

  it('throws where there is no more', () => {
    expect(() => new Block(new FakeMemory()).put(new Uint8Array(20 << 20))).toThrow(RangeError);
  });
});
