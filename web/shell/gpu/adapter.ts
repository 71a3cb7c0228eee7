// Which graphics card there is, and a device of it.

/** What is told of an adapter. */
export interface AdapterFacts {
  name: string;
  subgroups: boolean;
  f16: boolean;
  /** Bytes. */
  largest_buffer: number;
}

export interface Opened {
  device: GPUDevice;
  facts: AdapterFacts;
}

const wanted: GPUFeatureName[] = ['subgroups', 'shader-f16', 'timestamp-query'];

/** As much of its name as the browser tells. */
function name_of({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return description || [vendor, device || architecture].filter(Boolean).join(' ') || 'WebGPU';
}

/** A device of the fastest adapter, or null where there is none. `gpu` is navigator.gpu, or what Node's `webgpu` makes. */
export async function open_device(gpu: GPU | undefined): Promise<Opened | null> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredFeatures: wanted.filter((feature) => adapter.features.has(feature)),
    requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
  });
  const facts = {
    name: name_of(adapter.info),
    subgroups: device.features.has('subgroups'),
    f16: device.features.has('shader-f16'),
    largest_buffer: Math.min(maxBufferSize, maxStorageBufferBindingSize),
  };
  return { device, facts };
}
