import { describe, expect, it } from 'vitest';
import { FakeDevice, tick } from '../fixtures/fake_gpu.ts';
import { Command } from './commands.ts';
import { Gpu } from './device.ts';

const nothing = new Uint8Array(0);
const { dispatch, upload, copy, read } = Command;

/** A driver of a fake device, and what it has said. */
function made(features: string[] = []) {
  const device = new FakeDevice(features);
  const said: unknown[][] = [];
  const gpu = new Gpu(device as unknown as GPUDevice, {
    arrived: (ticket, bytes) => said.push(['arrived', ticket, ...bytes]),
    finished: () => said.push(['finished']),
    fault: (kind, message) => said.push([kind, message]),
  });
  const program = { code: '// y = x\n', access: 'rw', constants: {} };
  gpu.make_buffer(1, 64);
  gpu.make_buffer(2, 64);
  gpu.make_pipeline(1, { ...program, entry: 'first' });
  gpu.make_pipeline(2, { ...program, entry: 'second' });
  gpu.make_group(1, 'rw', [1, 2]);
  const submit = (commands: number[], uploads = nothing, uniforms = new Uint8Array(512)): void =>
    gpu.submit(new Uint32Array(commands), uniforms, uploads);
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { device, gpu, said, submit, settled };
}

class GPUOutOfMemoryError extends Error {}
class GPUValidationError extends Error {}
class GPUInternalError extends Error {}

describe('the driver of a graphics card', () => {
  it('works off a submission in its order, dispatches side by side in one pass', () => {
    const { device, submit } = made();
    submit([dispatch, 1, 1, 0, 3, 2, 1, dispatch, 2, 1, 256, 4, 1, 1, copy, 1, 0, 2, 4, 8, dispatch, 1, 1, 0, 5, 1, 1]);
    const first = ['pipeline first', 'uniforms at 0', 'dispatch 3 2 1'];
    const second = ['pipeline second', 'uniforms at 256', 'dispatch 4 1 1'];
    const third = ['pipeline first', 'uniforms at 0', 'dispatch 5 1 1'];
    expect(device.log).toEqual(['pass', ...first, ...second, 'end', 'copy 8', 'pass', ...third, 'end', 'submit']);
  });

  it('binds the uniforms first, then buffers to read and to write', () => {
    const { device, submit } = made();
    submit([dispatch, 1, 1, 0, 1, 1, 1]);
    expect(device.layouts).toHaveLength(1); // for both pipelines and the group
    const buffers = Object.fromEntries([...(device.layouts[0]?.entries ?? [])].map((e) => [e.binding, e.buffer]));
    expect(buffers).toEqual({
      0: { type: 'uniform', hasDynamicOffset: true, minBindingSize: 256 },
      1: { type: 'read-only-storage' },
      2: { type: 'storage' },
    });
    expect(device.groups).toEqual([[device.with_usage('uniform')[0], ...device.with_usage('storage')]]);
  });

  it('moves to larger uniforms when a step has more of them, and binds those', () => {
    const { device, submit } = made();
    submit([dispatch, 1, 1, 0, 1, 1, 1]);
    submit([dispatch, 1, 1, 0, 1, 1, 1]);
    expect(device.groups).toHaveLength(1);
    const many = new Uint8Array(100_000).fill(7);
    submit([dispatch, 1, 1, 99_840, 1, 1, 1], nothing, many);
    const [before, after] = device.with_usage('uniform');
    expect([before?.destroyed, after?.destroyed]).toEqual([true, false]);
    expect(after?.bytes.subarray(0, many.length).every((byte) => byte === 7)).toBe(true);
    expect(device.groups.map(([uniforms]) => uniforms)).toEqual([before, after]);
  });

  it('uploads, and hands out what is read in the order in which it was asked for', async () => {
    const { said, submit, settled } = made();
    submit([upload, 4, 1, 8, 4, copy, 1, 8, 2, 0, 4, read, 9, 2, 0, 4], new Uint8Array([0, 0, 0, 0, 1, 2, 3, 4]));
    submit([read, 10, 1, 4, 8]);
    await settled();
    const first = ['arrived', 9, 1, 2, 3, 4];
    const second = ['arrived', 10, 0, 0, 0, 0, 1, 2, 3, 4];
    expect(said).toEqual([first, ['finished'], second, ['finished']]);
  });

  it('uses a buffer again that has been read', async () => {
    const { device, submit, settled } = made();
    for (let step = 0; step < 3; ++step) {
      submit([read, step, 1, 0, 4]);
      await settled();
    }
    expect(device.with_usage('map_read')).toHaveLength(1);
  });

  it('drops buffers and groups', () => {
    const { device, gpu, submit } = made();
    gpu.drop_buffer(1);
    expect(device.with_usage('storage').map((buffer) => buffer.destroyed)).toEqual([true, false]);
    gpu.drop_groups();
    expect(() => submit([dispatch, 1, 1, 0, 1, 1, 1])).toThrow(RangeError);
  });

  it('tells a fault once, by its kind, and is still from then on', async () => {
    for (const [error, kind] of [
      [new GPUOutOfMemoryError('full'), 'out-of-memory'],
      [new GPUValidationError('wrong'), 'validation'],
      [new GPUInternalError('broken'), 'internal'],
    ] as const) {
      const { device, said, submit, settled } = made();
      submit([read, 1, 1, 0, 4]);
      device.onuncapturederror?.({ error });
      expect(said).toEqual([]); // not within a call
      device.lose({ message: 'gone' });
      const before = device.log.length;
      submit([copy, 1, 0, 2, 0, 4]);
      await settled();
      expect(said).toEqual([[kind, error.message]]);
      expect(device.log).toHaveLength(before);
    }
  });

  it('tells of its loss, and not of its own end', async () => {
    const { device, said, submit, settled } = made();
    device.mapped = device.worked = Promise.reject(new Error('lost'));
    submit([read, 1, 1, 0, 4]);
    device.lose({ message: 'unplugged' });
    await settled();
    expect(said).toEqual([['lost', 'unplugged']]);

    const other = made();
    other.gpu.destroy();
    await settled();
    expect(other.device.destroyed).toBe(true);
    expect(other.said).toEqual([]);
  });

  it('takes a buffer that is larger than the adapter allows as memory that is used up', async () => {
    const { device, gpu, said, settled } = made();
    const before = device.buffers.length;
    gpu.make_buffer(3, (1 << 27) + 4);
    await settled();
    expect(said.map(([kind]) => kind)).toEqual(['out-of-memory']);
    expect(device.buffers).toHaveLength(before);
  });
});

describe('the times of a step', () => {
  const run = [dispatch, 1, 1, 0, 1, 1, 1];
  const step = [upload, 0, 1, 0, 4, ...run, copy, 1, 0, 2, 0, 4, ...run, read, 1, 2, 0, 4];

  it('are taken only while somebody asks, by the clock of the adapter', async () => {
    const { device, gpu, submit, settled } = made(['timestamp-query']);
    submit(step, new Uint8Array(4));
    await settled();
    expect(device.stamps_asked()).toBe(0);
    expect(gpu.times()).toBeNull();
    submit(step, new Uint8Array(4));
    await settled();
    expect(device.stamps_asked()).toBe(8); // upload, two passes, read
    const times = gpu.times();
    expect(times?.compute).toBe((2 * tick) / 1e6);
    expect(times?.upload).toBeGreaterThanOrEqual(tick / 1e6);
    expect(times?.read_back).toBeGreaterThanOrEqual(tick / 1e6);
    expect(gpu.times()).toBeNull();
  });

  it('say nothing of computing where the adapter has no clock', async () => {
    const { gpu, submit, settled } = made();
    gpu.times();
    submit(step, new Uint8Array(4));
    await settled();
    expect(gpu.times()).toMatchObject({ compute: null, upload: expect.any(Number), read_back: expect.any(Number) });
  });
});
