// What passes between the page and the worker itself, which has the GPU: the trainer sees nothing of it.

/** Each is answered by the GpuAnswer beside it. `half`: products of numbers stored in half precision, summed in single. */
export type GpuRequest =
  | { kind: 'gpu_look' } // gpu_seen
  | { kind: 'gpu_start'; half: boolean } // gpu_started; the device that is there serves on unless it is lost or `half` differs
  | { kind: 'gpu_times' }; // gpu_times; twice a second while somebody looks

/** The graphics card as the worker sees it, before any of it is used. */
export interface GpuSeen {
  /** As a visitor may know it; null without one. */
  adapter: string | null;
  /** Why there is none: this browser has no WebGPU, WebGPU finds no adapter, or the adapter gives no device. */
  why?: 'no_webgpu' | 'no_adapter' | 'no_device';
  /** It can store numbers in half precision. */
  half: boolean;
}

/** Milliseconds of one step, a mean over those since the last time; null where the browser does not tell. */
export interface GpuTimes {
  upload: number | null;
  compute: number | null;
  read_back: number | null;
}

export type GpuAnswer =
  | ({ kind: 'gpu_seen' } & GpuSeen)
  | ({ kind: 'gpu_started' } & GpuSeen)
  | { kind: 'gpu_times'; times: GpuTimes | null }; // null: no step has been measured
