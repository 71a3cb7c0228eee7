// How long the parts of a submission take: on the host, and by the adapter's own clock, where it has one, on the GPU.
import { type ReadPool, usage } from './pool.ts';

/** Milliseconds of one submission; null where nothing tells. */
export interface Times {
  upload: number | null;
  compute: number | null;
  read_back: number | null;
}

type Part = keyof Times;

const parts: Part[] = ['upload', 'compute', 'read_back'];
const most_sections = 1024; // of one submission; those after it are not timed
const watched = 2000; // ms for which submissions are timed after somebody asked

/** The times of one submission, taken while it is encoded. */
export class Lap {
  readonly times: Record<Part, number> = { upload: 0, compute: 0, read_back: 0 };
  private readonly queries: GPUQuerySet | null;
  private readonly sections: Part[] = [];

  constructor(queries: GPUQuerySet | null) {
    this.queries = queries;
  }

  /** Timestamps that the GPU writes: two of each section. */
  get stamps(): number {
    return 2 * this.sections.length;
  }

  /** What a compute pass must be begun with. */
  pass(): GPUComputePassDescriptor {
    const [begin, end] = this.section('compute');
    return this.written(begin, end);
  }

  /** Times what `copy` encodes. Only passes can be timed: an empty one stands before it and one behind. */
  copies(encoder: GPUCommandEncoder, part: 'upload' | 'read_back', copy: () => void): void {
    const [begin, end] = this.section(part);
    if (begin !== undefined) encoder.beginComputePass(this.written(undefined, begin)).end();
    copy();
    if (end !== undefined) encoder.beginComputePass(this.written(end, undefined)).end();
  }

  /** Adds what the host spent. */
  host<Result>(part: 'upload' | 'read_back', work: () => Result): Result {
    const began = performance.now();
    const result = work();
    this.times[part] += performance.now() - began;
    return result;
  }

  /** Adds what the GPU spent; `stamps` are nanoseconds. */
  gpu(stamps: BigUint64Array): void {
    this.sections.forEach((part, index) => {
      const span = Number((stamps[2 * index + 1] ?? 0n) - (stamps[2 * index] ?? 0n));
      this.times[part] += Math.max(0, span) / 1e6; // a clock may be set back
    });
  }

  private section(part: Part): [number, number] | [] {
    if (this.queries === null || this.sections.length === most_sections) return [];
    this.sections.push(part);
    return [this.stamps - 2, this.stamps - 1];
  }

  private written(begin: number | undefined, end: number | undefined): GPUComputePassDescriptor {
    if (this.queries === null || (begin ?? end) === undefined) return {};
    const timestampWrites: GPUComputePassTimestampWrites = { querySet: this.queries };
    if (begin !== undefined) timestampWrites.beginningOfPassWriteIndex = begin;
    if (end !== undefined) timestampWrites.endOfPassWriteIndex = end;
    return { timestampWrites };
  }
}

export class Stopwatch {
  private readonly pool: ReadPool;
  private readonly queries: GPUQuerySet | null = null;
  private readonly resolved: GPUBuffer | null = null;
  private asked = -watched;
  private laps: Lap[] = [];

  constructor(device: GPUDevice, pool: ReadPool) {
    this.pool = pool;
    if (!device.features.has('timestamp-query')) return;
    this.queries = device.createQuerySet({ type: 'timestamp', count: 2 * most_sections });
    this.resolved = device.createBuffer({ size: 16 * most_sections, usage: usage.query_resolve | usage.copy_src });
  }

  /** A mean over the submissions timed since the last call, null without any; those of the next moments are. */
  times(): Times | null {
    this.asked = performance.now();
    const laps = this.laps;
    this.laps = [];
    if (laps.length === 0) return null;
    const mean = (part: Part): number => laps.reduce((sum, lap) => sum + lap.times[part], 0) / laps.length;
    const [upload, compute, read_back] = parts.map(mean) as [number, number, number];
    return { upload, compute: this.queries && compute, read_back };
  }

  /** For a submission that begins; null where it is not timed. */
  start(): Lap | null {
    return performance.now() - this.asked < watched ? new Lap(this.queries) : null;
  }

  /** Ends the encoding of what `lap` times. Call what it returns when the commands have been submitted. */
  finish(lap: Lap, encoder: GPUCommandEncoder): () => Promise<void> {
    const bytes = 8 * lap.stamps;
    if (this.queries === null || this.resolved === null || bytes === 0) return () => Promise.resolve();
    const room = this.pool.take(bytes);
    encoder.resolveQuerySet(this.queries, 0, lap.stamps, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, room, 0, bytes);
    return () =>
      this.pool.map(room).then(() => this.pool.show(room, bytes, (stamps) => lap.gpu(new BigUint64Array(stamps))));
  }

  /** `lap` is over. */
  keep(lap: Lap): void {
    this.laps.push(lap);
  }
}
