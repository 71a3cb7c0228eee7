// Runs one build of the trainer, and hands it messages; with WebGPU where it is asked for.
let trainer;

const encoder = new TextEncoder();
function put(bytes) {
  const place = trainer._malloc(bytes.length + 1);
  const view = new Uint8Array(trainer.wasmMemory.buffer, place, bytes.length + 1);
  view.set(bytes);
  view[bytes.length] = 0;
  return place;
}

async function start_card() {
  const { GraphicsCard } = await import('/graphics_card.js');
  const fail = (fault, message) => {
    throw new Error(`${fault}: ${message}`);
  };
  const card = new GraphicsCard(trainer, { guarded: (work) => work(), lost: fail });
  return card.answer({ kind: 'gpu_start', half: false });
}

async function start({ id, build, threads, device }) {
  const { default: factory } = await import(`/wasm/trainer-${build}.mjs`);
  const send = (json) => postMessage(JSON.parse(json));
  trainer = await factory({ locateFile: (path) => `/wasm/${path}`, threads, send });
  trainer._trainer_start(threads);
  const result = device === 'webgpu' ? await start_card() : {};
  postMessage({ id, ok: true, result });
}

onmessage = async ({ data: { message, bytes } }) => {
  if (message.type === 'start') return start(message);
  const text = encoder.encode(JSON.stringify(message));
  const places = [put(text), put(bytes ?? new Uint8Array())];
  trainer._trainer_receive(places[0], text.length, places[1], bytes?.length ?? 0);
  places.forEach((place) => trainer._free(place));
};
