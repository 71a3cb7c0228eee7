// How the page is shown in a frame of another page: `?embed=1&card=field,loss&hide=controls&lock=seed&autoplay=1&theme=dark`.
// This stands in the query, before the link: what is shown is the link's, how it is shown the frame's.

/** Parts of a frame that can be hidden, beside parameters by name. */
export const frame_parts = ['controls', 'run', 'link', 'strip'] as const;

export interface Embedding {
  /** Views by name, in their order; none: all that there are. */
  cards: string[];
  /** Names of parts and of parameters. */
  hidden: string[];
  /** Names of parameters that are shown and cannot be changed; `all` for all. */
  locked: string[];
  /** It trains as soon as it is in sight. */
  autoplay: boolean;
  theme: 'light' | 'dark' | null;
  /** In CSS pixels, what it asks the page around it for. */
  height: number | null;
}

export const lowest_frame = 160;
export const highest_frame = 4000;

const list = (text: string | null): string[] => (text ?? '').split(',').map((name) => name.trim()).filter(Boolean);

/** Null where the page is not to be shown as a frame. What makes no sense counts as not said. */
export function read_embedding(search: string): Embedding | null {
  const query = new URLSearchParams(search);
  if (query.get('embed') !== '1') return null;
  const theme = query.get('theme');
  const height = Number(query.get('height') ?? NaN);
  return {
    cards: list(query.get('card')),
    hidden: list(query.get('hide')),
    locked: list(query.get('lock')),
    autoplay: query.get('autoplay') === '1',
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    height: height >= lowest_frame && height <= highest_frame ? Math.round(height) : null,
  };
}

/** The query that `read_embedding` reads as `embedding`; commas stay readable. */
export function write_embedding({ cards, hidden, locked, autoplay, theme, height }: Embedding): string {
  const parts: [string, string][] = [['embed', '1']];
  if (cards.length > 0) parts.push(['card', cards.join(',')]);
  if (hidden.length > 0) parts.push(['hide', hidden.join(',')]);
  if (locked.length > 0) parts.push(['lock', locked.join(',')]);
  if (autoplay) parts.push(['autoplay', '1']);
  if (theme !== null) parts.push(['theme', theme]);
  if (height !== null) parts.push(['height', String(height)]);
  return `?${new URLSearchParams(parts).toString().replaceAll('%2C', ',')}`;
}

/** Of this page. */
export const embedding: Embedding | null = typeof location === 'undefined' ? null : read_embedding(location.search);

/** What visitors do to the network and its data, beside setting parameters. */
const changing_inputs = ['points', 'clear', 'weight', 'teach'];
const point_inputs = ['points', 'clear'];

/** Whether what a visitor did in the workspace would change what is locked. */
export function locks({ locked }: Embedding, { type, kind, values }: { type: string; kind?: unknown; values?: unknown }): boolean {
  const all = locked.includes('all');
  if (type === 'set') return Object.keys(values ?? {}).some((name) => all || locked.includes(name));
  const inputs = all ? changing_inputs : locked.includes('points') ? point_inputs : [];
  return type === 'input' && inputs.includes(String(kind));
}
