/** The bits of bytes that come in pieces, the lowest first. */
export class Bits {
  private bytes = new Uint8Array(0);
  private place = 0;
  private buffer = 0;
  private count = 0;
  private ended = false;

  /** More bytes; nothing: there are no more. */
  add(more: Uint8Array | undefined): void {
    this.ended ||= more === undefined;
    if (more === undefined) return;
    this.give_back();
    const left = this.bytes.subarray(this.place);
    this.bytes = new Uint8Array(left.length + more.length);
    this.bytes.set(left);
    this.bytes.set(more, left.length);
    this.place = 0;
  }

  /** Fewer than `bytes` are at hand, and more may come. */
  lacks(bytes: number): boolean {
    return this.bytes.length - this.place < bytes && !this.ended;
  }

  /** Nothing is left. Only after `align`. */
  get is_empty(): boolean {
    return this.place >= this.bytes.length;
  }

  /** The next `count` bits, up to 16; zeros behind the end. */
  peek(count: number): number {
    for (; this.count < count; this.count += 8) this.buffer |= (this.bytes[this.place++] ?? 0) << this.count;
    return this.buffer & ((1 << count) - 1);
  }

  drop(count: number): void {
    this.buffer >>>= count;
    this.count -= count;
  }

  take(count: number): number {
    const bits = this.peek(count);
    this.drop(count);
    return bits;
  }

  /** Goes on with the next whole byte. */
  align(): void {
    this.give_back();
    this.buffer = this.count = 0;
  }

  /** Throws where more was taken than there is. */
  require(): void {
    if (this.place - (this.count >> 3) > this.bytes.length) throw new RangeError('the data end too early');
  }

  /** Whole bytes that were looked at, and not taken. */
  private give_back(): void {
    this.place -= this.count >> 3;
    this.count &= 7;
    this.buffer &= (1 << this.count) - 1;
  }
}
