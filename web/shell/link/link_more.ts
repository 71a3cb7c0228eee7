// What a link tells beside a demo's values: where to look, how fast, and of a run how far it was and what it had learned.
import type { Demo, DeviceKind } from '../base/protocol.ts';
import { first_sight, type Outlook } from '../run/sight.ts';

/** Links of version 1 have values alone, or say where to look; those of version 2 lead into a run. */
export const newest_version = 2;

/** A run that the link leads to. */
export interface Aim {
  step: number;
  /** The first digits of the hash of its state; empty where it is not to be repeated. */
  hash: string;
  /** Of the kernels that made it, and where they ran. */
  build: string;
  device: DeviceKind;
  /** Of the arithmetic that made it. */
  engine: string;
  /** What it had learned, packed; else it is trained anew. */
  state: string | null;
}

export interface More {
  version: number;
  outlook: Outlook;
  /** Steps per second, 0 as fast as it can; null: as the demo or the preset has it. */
  speed: number | null;
  /** Whether it trains by itself when it is opened; null: as links of its kind do. */
  plays: boolean | null;
  aim: Aim | null;
}

export const nothing_more = (): More => ({ version: 1, outlook: first_sight(), speed: null, plays: null, aim: null });

/** No parameter of a demo is called so. */
export const more_names = ['v', 'tab', 'card', 'chosen', 'speed', 'play', 'step', 'hash', 'build', 'on', 'engine', 'state'];

export const hash_digits = 8;
const fastest = 1000; // steps per second that can be asked for
const furthest = 1e9; // steps
const most_chosen = 8; // views; numbers of each

const whole = (text: string, most: number): number | null => {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  return number <= most ? number : null;
};

function chosen_in(text: string, demo: Demo): Record<string, number[]> | null {
  const chosen: [string, number[]][] = [];
  for (const part of text.split(';')) {
    const [, view = '', list = ''] = /^(\w+):(\d{1,4}(?:,\d{1,4})*)$/.exec(part) ?? [];
    const numbers = list.split(',').map(Number);
    if (!demo.views.some(({ name }) => name === view) || numbers.length > most_chosen) return null;
    chosen.push([view, numbers]);
  }
  return chosen.length <= most_chosen ? Object.fromEntries(chosen) : null;
}

function pace_in(text: string): number | null {
  if (text === 'max') return 0;
  const pace = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  return pace > 0 && pace <= fastest ? pace : null;
}

/** How each part is read; null where it cannot be. */
const readers: Record<string, (text: string, demo: Demo) => unknown> = {
  v: (text) => whole(text, furthest),
  tab: (text, demo) => (demo.views.some(({ section }) => section === text) ? text : null),
  card: (text, demo) => (demo.views.some(({ name }) => name === text) ? text : null),
  chosen: chosen_in,
  speed: pace_in,
  play: (text) => (text === '0' || text === '1' ? text === '1' : null),
  step: (text) => whole(text, furthest),
  hash: (text) => (/^[\da-f]{8}$/.test(text) ? text : null),
  build: (text) => (/^[\w-]{1,20}$/.test(text) ? text : null),
  on: (text) => (text === 'cpu' || text === 'webgpu' ? text : null),
  engine: (text) => (/^[\da-f]{1,16}$/.test(text) ? text : null),
  state: (text) => (/^[\w-]+$/.test(text) ? text : null),
};

/** What the texts of the parts in `more_names` say, and the names of those that say nothing. */
export function read_more(parts: ReadonlyMap<string, string>, demo: Demo): { more: More; wrong: string[] } {
  const read = new Map<string, unknown>();
  const wrong: string[] = [];
  for (const [name, text] of parts) {
    const value = readers[name]?.(text, demo) ?? null;
    if (value === null) wrong.push(name);
    else read.set(name, value);
  }
  const told = <Kind>(name: string, otherwise: Kind): Kind => (read.has(name) ? (read.get(name) as Kind) : otherwise);
  const state = told<string | null>('state', null);
  const aims = state !== null || (read.has('step') && read.has('hash'));
  const aim: Aim | null = aims
    ? {
        step: told('step', 0),
        hash: told('hash', ''),
        build: told('build', ''),
        device: told<DeviceKind>('on', 'cpu'),
        engine: told('engine', ''),
        state,
      }
    : null;
  const more: More = {
    version: told('v', 1),
    outlook: { tab: told('tab', ''), card: told('card', ''), chosen: told('chosen', {}) },
    speed: told<number | null>('speed', null),
    plays: told<boolean | null>('play', null),
    aim,
  };
  return { more, wrong };
}

/** The parts of a link, only what is to be said. */
export function write_more({ outlook, speed, plays, aim }: Omit<More, 'version'>): string[] {
  const chosen = Object.entries(outlook.chosen).map(([view, numbers]) => `${view}:${numbers.join(',')}`);
  const parts: [string, string][] = [
    ['tab', outlook.tab],
    ['card', outlook.card],
    ['chosen', chosen.join(';')],
    ['speed', speed === null ? '' : speed === 0 ? 'max' : String(speed)],
    ['play', plays === null ? '' : plays ? '1' : '0'],
  ];
  if (aim !== null) {
    parts.push(['v', String(newest_version)], ['step', String(aim.step)], ['hash', aim.hash], ['build', aim.build]);
    parts.push(['on', aim.device === 'cpu' ? '' : aim.device], ['engine', aim.engine], ['state', aim.state ?? '']);
  }
  return parts.filter(([, text]) => text !== '').map(([name, text]) => `${name}=${text}`);
}
