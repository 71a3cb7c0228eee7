// The run that is open, written down and gone on with.
import type { Kept } from '../base/protocol.ts';
import { leave_past } from './leave_past.ts';
import type { SavedRun } from './saved_run.ts';
import type { Session } from './session.ts';

/** The run as it stands. */
export async function save(session: Session): Promise<SavedRun> {
  const { demo, preset, speed, file } = session; // by the time of the answer another demo may be open
  const { result, bytes } = await session.fetch({ type: 'keep' });
  const { values, step, hash } = result as Kept;
  return { demo: demo?.id ?? '', preset, values, speed, file, state: bytes, step, hash };
}

/** Goes on from `saved`, paused. Where that cannot be, what is open goes on as it was, and this rejects with why. */
export async function resume(session: Session, saved: SavedRun): Promise<void> {
  const { demo, playing } = session;
  const before = demo === null ? null : await save(session);
  try {
    await session.become(saved);
  } catch (error) {
    if (before) await session.become(before);
    if (before && playing) await session.play();
    throw error;
  }
  await session.up_to_date();
}

/** The weights of the network alone, as a safetensors file. */
export const weights = async (session: Session): Promise<ArrayBuffer> =>
  (await session.fetch({ type: 'weights' })).bytes;

/** Trains on from the weights in such a file. */
export async function use_weights(session: Session, bytes: ArrayBuffer): Promise<void> {
  await leave_past(session);
  const before = save(session);
  before.catch(() => {}); // heard by who takes it back
  await session.request({ type: 'use_weights' }, bytes);
  session.changing.emit({ kind: 'weights', before });
  await session.up_to_date();
  session.look();
}
