// Runs one build of the trainer, and hands it messages.
let trainer;

const encoder = new TextEncoder();
function put(bytes) {
  const place = trainer._malloc(bytes.length + 1);
  trainer.HEAPU8.set(bytes, place);
  trainer.HEAPU8[place + bytes.length] = 0;
  return place;
}

async function start({ id, build, threads }) {
  const { default: factory } = await import(`/wasm/trainer-${build}.mjs`);
  const send = (json) => postMessage(JSON.parse(json));
  trainer = await factory({ locateFile: (path) => `/wasm/${path}`, threads, send });
  trainer._trainer_start(threads);
  postMessage({ id, ok: true });
}

onmessage = async ({ data: { message, bytes } }) => {
  if (message.type === 'start') return start(message);
  const text = encoder.encode(JSON.stringify(message));
  const places = [put(text), put(bytes ?? new Uint8Array())];
  trainer._trainer_receive(places[0], text.length, places[1], bytes?.length ?? 0);
  places.forEach((place) => trainer._free(place));
};
