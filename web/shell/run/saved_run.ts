// A run as it can be kept: all that it takes to go on from there, in this page or in another.
import { type Message, own_file, type Result, type Values } from '../base/protocol.ts';
import { differing } from './differing.ts';
import { type OwnFile, uses_own_file } from './own_file.ts';

export interface SavedRun {
  demo: string;
  preset: string | null;
  /** Under which `state` was written. */
  values: Values;
  /** As Session.speed. */
  speed: number;
  file: OwnFile | null;
  /** A checkpoint; null where there is none, at step 0. */
  state: ArrayBuffer | null;
  step: number;
  /** Of its state: what it must have again when it is brought back; null where nobody asked, and then none is asked for. */
  hash: string | null;
}

/** What of it the trainer is told. */
export type Brought = Pick<SavedRun, 'demo' | 'values' | 'file' | 'state' | 'hash'>;

/** Has the trainer be where the run was. `initial` are its preset's values. Rejects with why it cannot be. */
export async function bring_back(
  { demo, values, file, state, hash }: Brought,
  initial: Values,
  ask: (message: Message, bytes?: ArrayBuffer) => Promise<unknown>,
): Promise<Result> {
  const carried = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== own_file));
  let result = (await ask({ type: 'open', demo, values: carried, initial })) as Result;
  if (file && uses_own_file(values)) {
    result = (await ask(file.use, await file.bytes())) as Result;
    const lost = differing(values, result.values ?? {}); // what a new file sets back
    if (Object.keys(lost).length > 0) result = (await ask({ type: 'set', values: lost })) as Result;
  }
  if (state) await ask({ type: 'restore', ...(hash !== null && { hash }) }, state.slice());
  return result;
}
