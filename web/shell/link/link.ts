// The share link: `#<demo>?<name>=<text>&...` with only what differs from the demo's defaults, or from a preset's. Here
// it is taken apart and put together; what the texts mean, the trainer knows. Reads anything without throwing: what came
// to it on its way is mended, what is wrong is left out, each with a notice that names it.
import type { Arguments, Demo, Notice, Written } from '../base/protocol.ts';
import type { Target } from '../run/target.ts';
import { mended_name, mended_value, plain } from './link_mending.ts';
import { type More, newest_version, nothing_more, read_more, write_more } from './link_more.ts';
import { escaped, link_parts, type Part } from './link_parts.ts';

const longest_link = 60_000; // characters: 1000 points and every parameter fit several times over

export interface ParsedLink extends Target {
  written: Written;
  more: More;
  notices: Notice[];
}

const warning = (key: string, values: Arguments): Notice => ({ level: 'warning', key, arguments: values });
const clipped = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);

/** The texts of the demo's initial values with the preset's in their place. */
export function defaults(demo: Demo, preset: string | null): Written {
  const initial = Object.fromEntries(demo.params.map(({ name, written }) => [name, written]));
  return { ...initial, ...demo.presets.find(({ id }) => id === preset)?.written };
}

/** What the fragment `hash` (with or without its #) asks for; the first demo if it names none. */
export function parse_link(hash: string, demos: readonly Demo[]): ParsedLink {
  const first = demos[0] as Demo;
  const bare: ParsedLink = { demo: first.id, preset: null, values: {}, written: {}, more: nothing_more(), notices: [] };
  const fragment = hash.replace(/^#/, '');
  if (fragment === '') return bare;
  if (fragment.length > longest_link) return { ...bare, notices: [warning('notice.link_too_long', {})] };

  const { link, demo, id, parts } = link_parts(fragment, demos);
  if (demo === null) return { ...bare, notices: [warning('notice.unknown_demo', { name: clipped(id) })] };
  const mends = link === fragment ? [] : [{ came: fragment, read: link }];
  if (id !== demo.id) mends.push({ came: id, read: demo.id });
  return { demo: demo.id, ...read_parts(demo, parts, link, mends) };
}

interface Mend {
  came: string;
  read: string;
}

function read_parts(demo: Demo, parts: Part[], link: string, mends: Mend[]): Omit<ParsedLink, 'demo'> {
  const mended: [string, string][] = [];
  const as_written: [string, string][] = [];
  const more_parts = new Map<string, string>();
  const unreadable: string[] = [];
  for (const { part, name, known, text } of parts) {
    if (name === null || text === null) {
      unreadable.push(part);
      continue;
    }
    const param = demo.params.find((one) => one.name === known);
    if (param === undefined && known !== null && known !== 'preset') {
      const neat = plain(text);
      more_parts.set(known, neat);
      if (neat !== text) mends.push({ came: text, read: neat });
      continue;
    }
    const value = param ? mended_value(text, param, link) : text;
    const is_mended = known !== null && known !== name;
    (is_mended ? mended : as_written).push([known ?? name, value]);
    if (is_mended) mends.push({ came: name, read: known });
    if (value !== text) mends.push({ came: text, read: value });
  }
  const { preset: id, ...written } = Object.fromEntries([...mended, ...as_written]) as Written;
  const meant = id === undefined ? null : mended_name(id, demo.presets.map((one) => one.id));
  const preset = demo.presets.find((one) => one.id === meant);
  if (id !== undefined && preset !== undefined && preset.id !== id) mends.push({ came: id, read: preset.id });
  const { more, wrong } = read_more(more_parts, demo);
  const notices = [
    ...(mends.length > 0 ? [mended_notice(mends)] : []),
    ...(unreadable.length > 0 ? [warning('notice.unreadable_part', { part: clipped(unreadable.join('&')) })] : []),
    ...(id !== undefined && preset === undefined ? [warning('notice.unknown_preset', { name: clipped(id) })] : []),
    ...(more.version > newest_version ? [warning('notice.link_newer', {})] : []),
    ...wrong.map((name) => warning('notice.link_part', { name, text: clipped(more_parts.get(name) ?? '') })),
  ];
  return { preset: preset?.id ?? null, values: preset?.values ?? {}, written, more, notices };
}

const most_told = 3;

const mended_notice = (mends: Mend[]): Notice => ({
  level: 'info',
  key: 'notice.link_mended',
  arguments: {
    mends: mends.slice(0, most_told).map(({ came, read }) => ({
      key: 'notice.link_mended.one',
      came: clipped(came),
      read: clipped(read),
    })),
  },
});

/** The fragment, with its #, that leads to `demo` with the values whose texts are `written`, and `more`. */
export function write_link(demo: Demo, preset: string | null, written: Written, more = nothing_more()): string {
  const base = defaults(demo, preset);
  const parts = preset === null ? [] : [`preset=${encodeURIComponent(preset)}`];
  for (const { name } of demo.params) {
    const text = written[name];
    if (text === undefined || text === base[name]) continue;
    parts.push(`${name}=${escaped(text)}`);
  }
  parts.push(...write_more(more));
  return `#${demo.id}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}
