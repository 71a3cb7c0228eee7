// WebGPU in Node, where a page would have it.
import { create, globals } from 'webgpu';

/** Puts navigator.gpu in its place; resolves with the adapter's name, and throws where there is none. */
export async function find_card() {
  const gpu = create([]);
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, hardwareConcurrency: 1, userAgent: 'Node' } });
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new Error('WebGPU finds no adapter: is there a driver for Vulkan, and libvulkan.so.1?');
  const { vendor, architecture, device, description } = adapter.info;
  return [vendor, architecture, device, description].filter(Boolean).join(', ');
}
