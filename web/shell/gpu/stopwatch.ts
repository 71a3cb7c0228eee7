// How long a submission's parts take, from the adapter's own clock.
import { type ReadPool, usage } from './pool.ts';

/** Milliseconds on the GPU; of uploads and reads also the host's part. */
export interface Timing {
  upload: number;
  compute: number;
  read: number;
}

const most_sections = 1024; // of one submission; those after it are not timed
const interval = 100; // ms: more often nobody looks

/** The times of one submission, taken while it is encoded. */
export class Lap {
  readonly timing: Timing = { upload: 0, compute: 0, read: 0 };
  private readonly queries: GPUQuerySet;
  private readonly sections: (keyof Timing)[] = [];

  constructor(queries: GPUQuerySet) {
    this.queries = queries;
  }

  /** A compute pass, to be timed. */
  pass(): GPUComputePassDescriptor {
    const index = this.next('compute');
    if (index < 0) return {};
    return {
      timestampWrites: {
        querySet: this.queries,
        beginningOfPassWriteIndex: index,
        endOfPassWriteIndex: index + 1,
      },
    };
  }

  /** Copies, to be timed: only passes can be, so that an empty one stands before and one behind. */
  copies(encoder: GPUCommandEncoder, kind: 'upload' | 'read', copy: () => void): void {
    const index = this.next(kind);
    const querySet = this.queries;
    if (index >= 0) encoder.beginComputePass({ timestampWrites: { querySet, endOfPassWriteIndex: index } }).end();
    copy();
    if (index < 0) return;
    encoder.beginComputePass({ timestampWrites: { querySet, beginningOfPassWriteIndex: index + 1 } }).end();
  }

  /** Time that the host spent. */
  add(kind: 'upload' | 'read', milliseconds: number): void {
    this.timing[kind] += milliseconds;
  }

  get count(): number {
    return 2 * this.sections.length;
  }

  /** `stamps`: nanoseconds. */
  sum(stamps: BigUint64Array): void {
    this.sections.forEach((kind, index) => {
      const span = Number(stamps[2 * index + 1]) - Number(stamps[2 * index]);
      this.timing[kind] += Math.max(0, span) / 1e6; // clocks may be set back
    });
  }

  private next(kind: keyof Timing): number {
    return this.sections.length < most_sections ? 2 * this.sections.push(kind) - 2 : -1;
  }
}

/** Takes the time of some submissions, a few in a second. Only for devices with `timestamp-query`. */
export class Stopwatch {
  private readonly pool: ReadPool;
  private readonly queries: GPUQuerySet;
  private readonly resolved: GPUBuffer;
  private last = -interval;

  constructor(device: GPUDevice, pool: ReadPool) {
    this.pool = pool;
    this.queries = device.createQuerySet({ type: 'timestamp', count: 2 * most_sections });
    this.resolved = device.createBuffer({
      size: 16 * most_sections,
      usage: usage.query_resolve | usage.copy_src,
    });
  }

  /** For the submission that begins now; nothing where it is not timed. */
  start(): Lap | null {
    const now = performance.now();
    if (now - this.last < interval) return null;
    this.last = now;
    return new Lap(this.queries);
  }

  /** Ends the encoding of what `lap` times. The promise is for after the submission. */
  finish(lap: Lap, encoder: GPUCommandEncoder): () => Promise<void> {
    const bytes = 8 * lap.count;
    const room = this.pool.take(bytes);
    encoder.resolveQuerySet(this.queries, 0, lap.count, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, room, 0, bytes);
    return async () => {
      await this.pool.map(room);
      this.pool.show(room, bytes, (stamps) => lap.sum(new BigUint64Array(stamps)));
    };
  }
}
