import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeDevice } from '../fixtures/fake_gpu.ts';
import { Command } from './commands.ts';
import type { Gpu } from './device.ts';
import { GraphicsCard } from './graphics_card.ts';

const nothing = new Uint8Array(0);

/** A worker's module and graphics card, on adapters with the features `offered`. */
function worker(offered: string[] = []) {
  const devices: FakeDevice[] = [];
  const calls: unknown[][] = [];
  const memory = new Uint8Array(1 << 12);
  const module = {
    wasmMemory: memory,
    gpu: undefined as Gpu | undefined,
    _malloc: () => 8,
    _free: () => {},
    _gpu_start: (...values: boolean[]) => calls.push(['start', ...values]),
    _gpu_stop: () => calls.push(['stop']),
    _gpu_arrived: (ticket: number, place: number, count: number) =>
      calls.push(['arrived', ticket, ...memory.subarray(place, place + count)]),
    _gpu_finished: () => calls.push(['finished']),
  };
  const adapter = {
    info: { vendor: 'acme', architecture: 'one', device: '', description: '', isFallbackAdapter: false },
    features: new Set(offered),
    limits: { maxBufferSize: 1 << 28, maxStorageBufferBindingSize: 1 << 27 },
    async requestDevice({ requiredFeatures }: { requiredFeatures: string[] }) {
      devices.push(new FakeDevice(requiredFeatures));
      return devices.at(-1);
    },
  };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
  const card = new GraphicsCard(module, {
    guarded: (work) => {
      calls.push(['guarded']);
      work();
    },
    lost: (fault, message) => calls.push([fault, message]),
  });
  return { adapter, card, calls, devices, module };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

afterEach(() => void vi.unstubAllGlobals());

describe('the graphics card of the worker', () => {
  it('is looked at without being used', async () => {
    const { card, devices, calls } = worker(['shader-f16']);
    expect(await card.answer({ kind: 'gpu_look' })).toEqual({ kind: 'gpu_seen', adapter: 'acme one', half: true });
    expect([devices, calls]).toEqual([[], []]);
  });

  it('says why there is none', async () => {
    const { adapter, card } = worker();
    adapter.requestDevice = () => Promise.reject(new Error('no'));
    expect(await card.answer({ kind: 'gpu_start', half: false })).toMatchObject({ adapter: null, why: 'no_device' });
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } });
    expect(await card.answer({ kind: 'gpu_look' })).toMatchObject({ adapter: null, why: 'no_adapter' });
    vi.stubGlobal('navigator', {});
    expect(await card.answer({ kind: 'gpu_start', half: false })).toMatchObject({ adapter: null, why: 'no_webgpu' });
  });

  it('is started once, and anew only for another precision', async () => {
    const { card, calls, devices } = worker(['subgroups', 'shader-f16', 'float32-filterable']);
    const start = (half: boolean) => card.answer({ kind: 'gpu_start', half });
    expect(await start(false)).toEqual({ kind: 'gpu_started', adapter: 'acme one', half: true });
    await start(false);
    expect(calls).toEqual([['start', true, false, false, false]]);
    expect([...(devices[0] as FakeDevice).features]).toEqual(['subgroups', 'shader-f16']);
    await start(true);
    expect(calls.slice(1)).toEqual([['guarded'], ['stop'], ['start', true, true, false, false]]);
    expect(devices.map((device) => device.destroyed)).toEqual([true, false]);
  });

  it('hands the engine what comes back, in the memory of its module', async () => {
    const { card, calls, module } = worker();
    await card.answer({ kind: 'gpu_start', half: false });
    const gpu = module.gpu as Gpu;
    gpu.make_buffer(1, 64);
    const commands = [Command.upload, 0, 1, 0, 4, Command.read, 5, 1, 0, 4];
    gpu.submit(new Uint32Array(commands), nothing, new Uint8Array([1, 2, 3, 4]));
    await settled();
    expect(calls.slice(1)).toEqual([['guarded'], ['arrived', 5, 1, 2, 3, 4], ['guarded'], ['finished']]);
  });

  it('is taken from the engine before the trainer hears of its end, and can be started again', async () => {
    const { card, calls, devices } = worker();
    await card.answer({ kind: 'gpu_start', half: false });
    devices[0]?.lose({ message: 'unplugged' });
    await settled();
    expect(calls.slice(1)).toEqual([['guarded'], ['stop'], ['lost', 'unplugged']]);
    await card.answer({ kind: 'gpu_start', half: false });
    expect(calls.at(-1)).toEqual(['start', false, false, false, false]);
    expect(devices).toHaveLength(2);
  });

  it('tells no times while it is not used', async () => {
    const { card } = worker();
    expect(await card.answer({ kind: 'gpu_times' })).toEqual({ kind: 'gpu_times', times: null });
  });
});
