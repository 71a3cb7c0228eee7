// The thread that owns the device: it does what the tests' worker posts, and wakes that worker when it waits.
import { find_adapter, name_of, open_device } from '../../web/shell/gpu/adapter.ts';
import { Command } from '../../web/shell/gpu/commands.ts';
import { Gpu } from '../../web/shell/gpu/device.ts';
import { answer } from './proxy.mjs';

const read_ticket = 0; // of what is waited for; the engine's tickets are above

type Room = Uint8Array;

/** What the worker posts: the calls of its proxy, and how it ended. */
export type Call =
  | { name: 'submit'; values: [Uint32Array, Uint8Array, Uint8Array, [ticket: number, room: Room][]] }
  | { name: 'read'; values: [buffer: number, room: Room, state: Int32Array] }
  | { name: 'exit'; values: [status: number] };

export interface Owner {
  /** The adapter's name. */
  name: string;
  subgroups: boolean;
  /** The adapter is a program. */
  software: boolean;
  receive(call: Call): void;
  /** The exit status: that of the tests, or 1 where the GPU has failed. */
  status: Promise<number>;
}

/** Null where there is no adapter. `complain` is told of the GPU's faults. */
export async function own_device(gpu: GPU | undefined, complain: (sentence: string) => void): Promise<Owner | null> {
  const adapter = await find_adapter(gpu);
  if (adapter === null) return null;
  const device = await open_device(adapter);
  const rooms = new Map<number, Room>();
  let state: Int32Array | null = null;
  let faulty = false;
  const wake = (how: number): void => {
    if (state === null) return;
    Atomics.store(state, 0, how);
    Atomics.notify(state, 0);
    state = null;
  };
  const driver = new Gpu(device, {
    arrived(ticket, bytes) {
      rooms.get(ticket)?.set(bytes);
      rooms.delete(ticket);
      if (ticket === read_ticket) wake(answer.done);
    },
    finished() {},
    fault(kind, message) {
      complain(`WebGPU, ${kind}: ${message}`);
      faulty = true;
      wake(answer.failed);
    },
  });

  let end: (status: number) => void;
  const status = new Promise<number>((resolve) => (end = resolve));
  const nothing = new Uint8Array(0);
  const receive = (call: Call): void => {
    if (call.name === 'submit') {
      const [commands, uniforms, uploads, reads] = call.values;
      for (const [ticket, room] of reads) rooms.set(ticket, room);
      driver.submit(commands, uniforms, uploads);
    } else if (call.name === 'read') {
      const [buffer, room, waiter] = call.values;
      state = waiter;
      rooms.set(read_ticket, room);
      if (faulty) return wake(answer.failed);
      driver.submit(new Uint32Array([Command.read, read_ticket, buffer, 0, room.length]), nothing, nothing);
    } else if (call.name === 'exit') {
      // A fault of the last submission may still be on its way.
      void device.queue.onSubmittedWorkDone().finally(() => setTimeout(() => end(call.values[0] || +faulty), 50));
    } else {
      const { name, values } = call as { name: 'make_buffer'; values: [number, number] };
      driver[name](...values);
    }
  };
  const name = [name_of(adapter), adapter.info.device, adapter.info.description].filter(Boolean).join(', ');
  const software = adapter.info.isFallbackAdapter;
  return { name, subgroups: device.features.has('subgroups'), software, receive, status };
}
