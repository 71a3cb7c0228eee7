import * as fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { SavedRun } from '../run/saved_run.ts';
import { Refused } from '../worker/trainer.ts';
import { pack, unpacked } from './project_file.ts';

const own = new Uint8Array([1, 2, 3, 250]);
const run: SavedRun = {
  demo: 'classification',
  preset: 'circle',
  values: { seed: 7, layers: [8, 8], points: [[0.5, -1, 1]], data: 'file' },
  speed: 20,
  step: 1234,
  hash: 'abcd',
  state: new Uint8Array(5000).map((_, i) => i % 251).buffer,
  file: {
    name: 'own.csv',
    use: { type: 'input', kind: 'csv_use', inputs: [0], target: 1 },
    bytes: async () => own.slice().buffer,
  },
};

const key_of = (error: unknown): string => (error instanceof Refused ? error.notice.key : String(error));
const refusal = (bytes: Uint8Array): Promise<string> => unpacked(bytes).then(() => 'taken', key_of);

/** The project with one entry changed. */
async function with_entry(name: string, change: (bytes: Uint8Array) => Uint8Array): Promise<Uint8Array> {
  const entries = unzipSync(await pack(run));
  return zipSync({ ...entries, [name]: change(entries[name] as Uint8Array) });
}
const with_manifest = (changes: object): Promise<Uint8Array> =>
  with_entry('project.json', (bytes) => strToU8(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(bytes)), ...changes })));

describe('a project file', () => {
  it('gives back what went in', async () => {
    const { file, ...rest } = await unpacked(await pack(run));
    const { file: _, ...expected } = run;
    expect(rest).toEqual(expected);
    expect(file).toMatchObject({ name: 'own.csv', use: run.file?.use });
    expect(new Uint8Array((await file?.bytes()) ?? new ArrayBuffer(0))).toEqual(own);
  });

  it('may have neither state nor file', async () => {
    const bare = { ...run, state: null, file: null, preset: null };
    expect(await unpacked(await pack(bare))).toEqual(bare);
  });

  it('of a newer version says so', async () => {
    expect(await refusal(await with_manifest({ version: 2 }))).toBe('notice.project.newer');
  });

  it('with something changed inside is refused', async () => {
    for (const name of ['run.safetensors', 'file']) {
      const changed = await with_entry(name, (bytes) => bytes.map((byte, i) => (i === 2 ? byte ^ 1 : byte)));
      expect(await refusal(changed)).toBe('notice.project.damaged');
    }
  });

  it('asks nothing of the trainer but to use a file', async () => {
    const file = { name: 'x', use: { type: 'reset' } };
    expect(await refusal(await with_manifest({ file }))).toBe('notice.project.damaged');
  });

  it('whose manifest is anything else is refused or taken, and never throws otherwise', async () => {
    const names = ['demo', 'preset', 'values', 'speed', 'step', 'hash', 'file', 'digests', 'version', 'format', '__proto__'];
    const changes = fc.tuple(fc.constantFrom(...names), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(changes, async ([name, value]) => {
        expect(await refusal(await with_manifest(JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`)))).toMatch(
          /^(notice\.project\.|taken$)/,
        );
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('that was cut off, or has a wrong byte, is refused by a sentence or is what it was', async () => {
    const whole = await pack(run);
    const mangled = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(mangled, async ([place, flip, cut]) => {
        const bytes = cut ? whole.slice(0, place) : whole.map((byte, i) => (i === place ? byte ^ flip : byte));
        const back = await unpacked(bytes).catch(key_of);
        if (typeof back === 'string') expect(back).toMatch(/^notice\.project\./);
        else expect(new Uint8Array(back.state ?? new ArrayBuffer(0))).toEqual(new Uint8Array(run.state as ArrayBuffer));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('with an entry that is said to be huge takes no memory for it', async () => {
    const bytes = zipSync({ 'project.json': strToU8('{}'), 'run.safetensors': new Uint8Array(64) });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 < bytes.length; ++at) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true); // of the central directory
    }
    expect(await refusal(bytes)).toBe('notice.project.unreadable');
  });
});
