// The graphics card, before a device of it is in use.

const wanted: GPUFeatureName[] = ['subgroups', 'shader-f16', 'timestamp-query'];

/** The fastest adapter, or null. `gpu` is navigator.gpu, or what Node's `webgpu` makes. */
export const find_adapter = async (gpu: GPU | undefined): Promise<GPUAdapter | null> =>
  (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;

/** As much of its name as WebGPU tells. */
export function name_of({ info: { vendor, architecture, device, description } }: GPUAdapter): string {
  return [vendor, architecture || device].filter(Boolean).join(' ') || description || 'WebGPU';
}

/** What the adapter has of what the engine can use, and buffers as large as it has them; all else is the least. */
export function open_device(adapter: GPUAdapter): Promise<GPUDevice> {
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return adapter.requestDevice({
    requiredFeatures: wanted.filter((feature) => adapter.features.has(feature)),
    requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
  });
}
