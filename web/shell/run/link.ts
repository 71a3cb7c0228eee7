// The share link: `#<demo>?<name>=<text>&...` with only what differs from the demo's defaults, or from a preset's. Here
// it is taken apart and put together; what the texts mean, the trainer knows. Reads anything without throwing: what is
// wrong is left out, with a notice that names it.
import type { Arguments, Demo, Notice, Values, Written } from '../base/protocol.ts';

const longest_link = 60_000; // characters: 1000 points and every parameter fit several times over

/** What a link or a script asks for. `values` holds the preset's. */
export interface Target {
  demo: string;
  preset: string | null;
  values: Values;
  /** Values as texts, which come after. */
  written?: Written;
}

export interface ParsedLink extends Target {
  written: Written;
  notices: Notice[];
}

const warning = (key: string, values: Arguments): Notice => ({ level: 'warning', key, arguments: values });
const clipped = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);

function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text);
    return /\p{Surrogate}/u.test(plain) ? null : plain; // half a character is none
  } catch {
    return null;
  }
}

/** The texts of the demo's initial values with the preset's in their place. */
export function defaults(demo: Demo, preset: string | null): Written {
  const initial = Object.fromEntries(demo.params.map(({ name, written }) => [name, written]));
  return { ...initial, ...demo.presets.find(({ id }) => id === preset)?.written };
}

/** What the fragment `hash` (with or without its #) asks for; the first demo if it names none. */
export function parse_link(hash: string, demos: readonly Demo[]): ParsedLink {
  const first = demos[0] as Demo;
  const bare: ParsedLink = { demo: first.id, preset: null, values: {}, written: {}, notices: [] };
  const fragment = hash.replace(/^#/, '');
  if (fragment === '') return bare;
  if (fragment.length > longest_link) return { ...bare, notices: [warning('notice.link_too_long', {})] };

  const mark = fragment.indexOf('?');
  const written = mark < 0 ? fragment : fragment.slice(0, mark);
  const name = decoded(written);
  const demo = demos.find(({ id }) => id === name);
  if (demo === undefined)
    return { ...bare, notices: [warning('notice.unknown_demo', { name: clipped(name ?? written) })] };
  return { demo: demo.id, ...parse_parts(demo, mark < 0 ? '' : fragment.slice(mark + 1)) };
}

function parse_parts(demo: Demo, query: string): Omit<ParsedLink, 'demo'> {
  const parts = query.split('&').filter((part) => part !== '');
  const read = parts.map((part) => {
    const sign = part.indexOf('=');
    return [decoded(sign < 0 ? part : part.slice(0, sign)), sign < 0 ? '' : decoded(part.slice(sign + 1))];
  });
  const unreadable = parts.filter((_, place) => read[place]?.includes(null));
  const { preset: id, ...written } = Object.fromEntries(read.filter((pair) => !pair.includes(null))) as Written;
  const preset = demo.presets.find((one) => one.id === id);
  const notices = [
    ...(unreadable.length > 0 ? [warning('notice.unreadable_part', { part: clipped(unreadable.join('&')) })] : []),
    ...(id !== undefined && preset === undefined ? [warning('notice.unknown_preset', { name: clipped(id) })] : []),
  ];
  return { preset: preset?.id ?? null, values: preset?.values ?? {}, written, notices };
}

/** The fragment, with its #, that leads to `demo` with the values whose texts are `written`. */
export function write_link(demo: Demo, preset: string | null, written: Written): string {
  const base = defaults(demo, preset);
  const parts = preset === null ? [] : [`preset=${encodeURIComponent(preset)}`];
  for (const { name } of demo.params) {
    const text = written[name];
    if (text === undefined || text === base[name]) continue;
    parts.push(`${name}=${encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3B', ';')}`);
  }
  return `#${demo.id}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}
