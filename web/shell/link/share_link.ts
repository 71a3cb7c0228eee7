// The links to what is open, of three levels: its settings, this very run, and what it has learned.
import { engine_version } from '../base/engine_version.ts';
import type { Arguments, Kept } from '../base/protocol.ts';
import { Refused } from '../worker/trainer.ts';
import { write_link } from './link.ts';
import { type Aim, hash_digits, nothing_more } from './link_more.ts';
import { most_bytes, packed_state } from './link_state.ts';
import { uses_own_file } from '../run/own_file.ts';
import type { Session } from '../run/session.ts';
import type { Outlook } from '../run/sight.ts';

export type Level = 'settings' | 'run' | 'trained';

/** Characters of a link with weights: more is cut off by some chats and servers. */
export const longest_trained = 16_384;

/** Of a tensor's numbers: the finest that fits. */
const fineness = [16, 8]; // bits

const refused = (why: string, values: Arguments = {}): Refused =>
  new Refused({ level: 'warning', key: `shell.share.not.${why}`, arguments: values });

/** Without what the demo that is open does not have. */
function outlook_of({ sight, demo }: Session): Outlook {
  const { tab, card, chosen } = sight.now;
  const views = demo?.views ?? [];
  const here = (view: string): boolean => views.some(({ name }) => name === view);
  return {
    tab: views.some(({ section }) => section === tab) ? tab : '',
    card: here(card) ? card : '',
    chosen: Object.fromEntries(Object.entries(chosen).filter(([view]) => here(view))),
  };
}

/** The fragment that leads to what is open, or into it by `aim`. `plays`: it then trains by itself, or does not. */
function fragment_to(session: Session, plays: boolean | null, aim: Aim | null, written = session.written): string {
  const { demo, preset, speed } = session;
  if (demo === null) return '';
  const usual = (demo.presets.find(({ id }) => id === preset) ?? demo).steps_per_second;
  const trains = aim === null; // by itself, unless it is said otherwise
  return write_link(demo, preset, written, {
    ...nothing_more(),
    outlook: outlook_of(session),
    speed: speed === usual ? null : speed,
    plays: plays === trains ? null : plays,
    aim,
  });
}

export const settings_fragment = (session: Session, plays: boolean | null = null): string =>
  fragment_to(session, plays, null);

/** A link by whether the run that it opens then trains by itself. */
export type Fragment = (plays?: boolean | null) => string;

/** The link into the run as it stands. Rejects with the sentence why a link cannot repeat it, or carry its weights. */
export async function aimed_fragment(session: Session, level: 'run' | 'trained'): Promise<Fragment> {
  if (uses_own_file(session.values)) throw refused('file');
  const device = session.device.kind;
  const [{ step, hash, build, altered_at, written }, rounded] = await Promise.all([
    session.request({ type: 'keep' }) as Promise<Kept>,
    level === 'trained' ? rounded_states(session) : [],
  ]);
  if (step === 0 && altered_at < 0) throw refused('untrained');
  const aim: Aim = { step, hash: hash.slice(0, hash_digits), build, device, engine: engine_version, state: null };
  if (level === 'run') {
    if (altered_at >= 0) throw refused('altered', { step: altered_at });
    return (plays = null) => fragment_to(session, plays, aim, written);
  }
  const fragments = rounded.map((state): Fragment => {
    const carried: Aim = { ...aim, hash: '', build: '', device: 'cpu', engine: '', ...state };
    return (plays = null) => fragment_to(session, plays, carried, written);
  });
  const lengths = fragments.map((fragment) => fragment().length);
  const fits = fragments[lengths.findIndex((length) => length <= longest_trained)];
  if (fits === undefined) throw refused('long', { length: Math.min(...lengths), most: longest_trained });
  return fits;
}

/** What it has learned, the finest first, each with the step that it is of. */
async function rounded_states(session: Session): Promise<{ step: number; state: string }[]> {
  const answers = fineness.map((bits) => session.fetch({ type: 'rounded', bits }));
  const told = await Promise.all(answers).catch((error: unknown) => {
    throw error instanceof Refused ? refused('diverged') : error; // numbers that are none cannot be rounded
  });
  const states = told.filter(({ bytes }) => bytes.byteLength <= most_bytes); // more would not be unpacked again
  if (states.length === 0)
    throw refused('long', { length: Math.min(...told.map(({ bytes }) => bytes.byteLength)), most: longest_trained });
  return states.map(({ result, bytes }) => ({
    step: (result as { step: number }).step,
    state: packed_state(new Uint8Array(bytes)),
  }));
}
