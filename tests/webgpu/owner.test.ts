import { expect, it } from 'vitest';
import { FakeDevice } from '../../web/shell/fixtures/fake_gpu.ts';
import { type Call, own_device } from './owner.ts';
import { answer } from './proxy.mjs';

/** An owner of a fake device, and what it complains of. */
async function owned() {
  const device = new FakeDevice();
  const complaints: string[] = [];
  const adapter = { info: { vendor: 'acme' }, features: new Set(), limits: {}, requestDevice: async () => device };
  const gpu = { requestAdapter: async () => adapter } as unknown as GPU;
  const owner = await own_device(gpu, (sentence) => complaints.push(sentence));
  if (owner === null) throw new Error('an adapter was there');
  owner.receive({ name: 'make_buffer', values: [1, 256] } as unknown as Call);
  return { device, owner, complaints };
}

/** A worker that waits for 4 bytes: where it sees the answer, and the bytes. */
const read = (): { call: Call; state: Int32Array; room: Uint8Array } => {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const room = new Uint8Array(new SharedArrayBuffer(4));
  return { call: { name: 'read', values: [1, room, state] }, state, room };
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('wakes the worker with the numbers that it waits for', async () => {
  const { device, owner } = await owned();
  device.with_usage('storage')[0]?.bytes.set([1, 2, 3, 4]);
  const { call, state, room } = read();
  owner.receive(call);
  await settled();
  expect([state[0], ...room]).toEqual([answer.done, 1, 2, 3, 4]);
});

it('fails the run when the device does, and leaves nobody waiting', async () => {
  const { device, owner, complaints } = await owned();
  device.mapped = new Promise(() => {});
  const [first, second] = [read(), read()];
  owner.receive(first.call);
  device.lose({ message: 'unplugged' });
  await settled();
  owner.receive(second.call);
  expect([first.state[0], second.state[0]]).toEqual([answer.failed, answer.failed]);
  expect(complaints).toEqual(['WebGPU, lost: unplugged']);
  owner.receive({ name: 'exit', values: [0] });
  expect(await owner.status).toBe(1);
});

it('ends with the status of the tests, and without an adapter at once', async () => {
  const { owner } = await owned();
  owner.receive({ name: 'exit', values: [3] });
  expect(await owner.status).toBe(3);
  expect(await own_device({ requestAdapter: async () => null } as unknown as GPU, () => {})).toBeNull();
  expect(await own_device(undefined, () => {})).toBeNull();
});
