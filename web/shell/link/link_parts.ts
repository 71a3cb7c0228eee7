// A link taken apart as it came, or as it was before chats and mail programs encoded it once more.
import type { Demo } from '../base/protocol.ts';
import { mended_name, readings } from './link_mending.ts';
import { more_names } from './link_more.ts';

function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text);
    return /\p{Surrogate}/u.test(plain) ? null : plain; // half a character is none
  } catch {
    return null;
  }
}

/** A value's text as links write it. */
export const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3B', ';');

/** A part of the query: its name, or null where that cannot be read, and of the demo's names the one that it is. */
export interface Part {
  part: string;
  name: string | null;
  known: string | null;
  text: string | null;
}

/** A link taken apart, with the number of its parts that mean nothing. */
interface Apart {
  link: string;
  demo: Demo | null;
  /** As it is written. */
  id: string;
  parts: Part[];
  flaws: number;
  /** Values that are written otherwise than write_link would. */
  oddities: number;
}

const names_in = (demo: Demo): string[] => ['preset', ...demo.params.map(({ name }) => name), ...more_names];
const names_of = (demos: readonly Demo[]): string[] => [...new Set(demos.flatMap(names_in))];

/** As write_link would have escaped it. */
const is_canonical = (written: string, text: string): boolean =>
  escaped(text) === written.replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase());

function taken_apart(link: string, demos: readonly Demo[]): Apart {
  const mark = link.indexOf('?');
  const written = mark < 0 ? link : link.slice(0, mark);
  const id = decoded(written) ?? written;
  const meant = mended_name(id, demos.map((one) => one.id));
  const demo = demos.find((one) => one.id === meant) ?? null;
  if (demo === null) return { link, demo, id, parts: [], flaws: Infinity, oddities: 0 };
  const names = names_in(demo);
  let flaws = 0;
  let oddities = 0;
  const parts = (mark < 0 ? '' : link.slice(mark + 1)).split('&').map((part) => {
    const sign = part.indexOf('=');
    const name = decoded(sign < 0 ? part : part.slice(0, sign));
    const known = name === null ? null : mended_name(name, names);
    const text = sign < 0 ? '' : decoded(part.slice(sign + 1));
    if (part !== '' && (known === null || sign < 0 || text === null)) flaws += 1;
    else if (text !== null && !is_canonical(part.slice(sign + 1), text)) oddities += 1;
    return { part, name, known, text };
  });
  return { link, demo, id, parts: parts.filter(({ part }) => part !== ''), flaws, oddities };
}

/** The parts of `link` in the first of its readings that is least flawed. */
export function link_parts(link: string, demos: readonly Demo[]): Apart {
  const all = readings(link, names_of(demos)).map((reading) => taken_apart(reading, demos));
  const [as_it_came] = all as [Apart, ...Apart[]];
  if (as_it_came.flaws === 0) return as_it_came;
  const worth = ({ flaws, oddities }: Apart): number => flaws + oddities / 1000;
  return all.reduce((best, one) => (worth(one) < worth(best) ? one : best));
}
