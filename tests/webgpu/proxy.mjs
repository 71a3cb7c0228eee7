// Module.gpu of unit tests that run in a worker: every call goes to the thread that owns the device (owner.ts), and
// `read` waits for its answer.
export const answer = { waiting: 0, done: 1, failed: 2 }; // of the owner to a read
const most_seconds = 120; // that one read may take
const read_command = 3;
const command_words = [7, 5, 6, 5]; // of each command of driver.h

/** Memory for the numbers of each read among `commands`: [ticket, memory]. */
function rooms_for(commands) {
  const rooms = [];
  for (let place = 0; place < commands.length; place += command_words[commands[place]]) {
    const [command, ticket, , , bytes] = commands.subarray(place, place + 5);
    if (command === read_command) rooms.push([ticket, new Uint8Array(new SharedArrayBuffer(bytes))]);
  }
  return rooms;
}

/** `module` has the functions of driver_wasm.cpp. `post(name, values)` calls the owner. */
export function gpu_proxy(module, post) {
  const state = new Int32Array(new SharedArrayBuffer(4));
  let awaited = [];
  let submitted = 0;
  const call =
    (name) =>
    (...values) =>
      post(name, values);

  /** What a page is told while it does not wait. */
  function tell() {
    const arrived = awaited;
    awaited = [];
    for (const [ticket, bytes] of arrived) {
      const place = module._malloc(bytes.length + 1);
      new Uint8Array(module.wasmMemory.buffer, place, bytes.length).set(bytes);
      module._gpu_arrived(ticket, place, bytes.length);
      module._free(place);
    }
    for (; submitted > 0; --submitted) module._gpu_finished();
  }

  return {
    make_buffer: call('make_buffer'),
    drop_buffer: call('drop_buffer'),
    make_pipeline: call('make_pipeline'),
    make_group: call('make_group'),
    drop_groups: call('drop_groups'),
    submit(commands, uniforms, uploads) {
      const rooms = rooms_for(commands);
      awaited.push(...rooms);
      ++submitted;
      post('submit', [commands.slice(), uniforms.slice(), uploads.slice(), rooms]);
    },
    read(buffer, bytes) {
      const room = new Uint8Array(new SharedArrayBuffer(bytes));
      Atomics.store(state, 0, answer.waiting);
      post('read', [buffer, room, state]);
      const woken = Atomics.wait(state, 0, answer.waiting, most_seconds * 1000);
      if (woken === 'timed-out') throw new Error(`the GPU has not answered for ${most_seconds} seconds`);
      if (Atomics.load(state, 0) !== answer.done) return null;
      tell();
      return room;
    },
  };
}
