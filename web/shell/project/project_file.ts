// A run as a file, `.gradlab`: a zip archive of what it is, its state, and the visitor's own file that it trains on.
//
//   project.json        {"format": "gradlab project", "version": 1, "demo", "preset", "values", "speed", "step", "hash",
//                       "file": {"name", "use"} or null, "digests": {name of an entry: its SHA-256}}
//   run.safetensors   a checkpoint
//   file                what the visitor's file holds, unpacked
import { strFromU8, strToU8, unzip, type Unzipped, zip, type Zippable } from 'fflate';
import type { Arguments, Message, Values } from '../base/protocol.ts';
import { sha256 } from '../base/sha256.ts';
import type { SavedRun } from '../run/saved_run.ts';
import { Refused } from '../worker/trainer.ts';

const format = 'gradlab project';
const version = 1;
const largest: Record<string, number> = {
  'project.json': 4 * 2 ** 20,
  'run.safetensors': 512 * 2 ** 20,
  file: 512 * 2 ** 20,
}; // bytes, unpacked

/** The inputs by which a trainer is told of a visitor's file. */
const uses = ['csv_use', 'csv_images', 'text', 'idx'];

interface Manifest {
  format: string;
  version: number;
  demo: string;
  preset: string | null;
  values: Values;
  speed: number;
  step: number;
  hash: string | null;
  file: { name: string; use: Message } | null;
  digests: Record<string, string>;
}

const refused = (key: string, more: Arguments = {}): Refused =>
  new Refused({ level: 'warning', key: `notice.project.${key}`, arguments: more });

/** Null where the browser keeps it to itself. */
const digest = async (bytes: Uint8Array): Promise<string | null> =>
  globalThis.crypto?.subtle ? sha256(bytes.slice()) : null;

export async function pack(run: SavedRun): Promise<Uint8Array<ArrayBuffer>> {
  const { demo, preset, values, speed, step, hash, file } = run;
  const entries: Record<string, Uint8Array> = {};
  if (run.state) entries['run.safetensors'] = new Uint8Array(run.state);
  if (file) entries.file = new Uint8Array(await file.bytes());
  const digests: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(entries)) {
    const sum = await digest(bytes);
    if (sum !== null) digests[name] = sum;
  }
  const told = file && { name: file.name, use: file.use };
  const manifest: Manifest = { format, version, demo, preset, values, speed, step, hash, file: told, digests };
  const files: Zippable = { 'project.json': strToU8(JSON.stringify(manifest, null, 1)) };
  for (const [name, bytes] of Object.entries(entries)) files[name] = [bytes, { level: 1 }]; // numbers hardly shrink
  return new Promise((resolve, reject) =>
    zip(files, (error, packed) => (error ? reject(error) : resolve(packed as Uint8Array<ArrayBuffer>))),
  );
}

/** The entries of a project, none larger than it may be. */
function entries_of(bytes: Uint8Array): Promise<Unzipped> {
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean =>
    originalSize <= (Object.hasOwn(largest, name) ? (largest[name] ?? 0) : -1);
  return new Promise((resolve, reject) =>
    unzip(bytes, { filter }, (error, entries) => (error ? reject(refused('unreadable')) : resolve(entries))),
  );
}

const is_object = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function manifest_of(entry: Uint8Array | undefined): Manifest {
  if (entry === undefined) throw refused('unreadable');
  let told: unknown;
  try {
    told = JSON.parse(strFromU8(entry));
  } catch {
    throw refused('damaged');
  }
  if (!is_object(told) || told.format !== format) throw refused('unreadable');
  if (typeof told.version === 'number' && told.version > version) throw refused('newer');
  const { demo, preset, values, speed, step, hash, file, digests } = told;
  const is_file =
    file === null ||
    (is_object(file) &&
      typeof file.name === 'string' &&
      is_object(file.use) &&
      file.use.type === 'input' &&
      uses.includes(String(file.use.kind)));
  const is_whole =
    typeof demo === 'string' &&
    (preset === null || typeof preset === 'string') &&
    is_object(values) &&
    typeof speed === 'number' &&
    typeof step === 'number' &&
    (hash === null || typeof hash === 'string') &&
    is_object(digests);
  if (!is_file || !is_whole) throw refused('damaged');
  return told as unknown as Manifest;
}

/** The run in a project's bytes. Rejects with a sentence for whatever is no whole project. */
export async function unpacked(bytes: Uint8Array): Promise<SavedRun> {
  const entries = await entries_of(bytes);
  const { demo, preset, values, speed, step, hash, file: told, digests } = manifest_of(entries['project.json']);
  for (const name of ['run.safetensors', 'file']) {
    const sum = entries[name] ? await digest(entries[name]) : null;
    if (sum !== null && Object.hasOwn(digests, name) && sum !== digests[name]) throw refused('damaged');
    if (entries[name] === undefined && (Object.hasOwn(digests, name) || (name === 'file' && told))) throw refused('damaged');
  }
  const state = entries['run.safetensors']?.slice().buffer ?? null;
  const own = entries.file;
  const file = told && own ? { ...told, bytes: async () => own.slice().buffer } : null;
  return { demo, preset, values, speed, step, hash, file, state };
}
