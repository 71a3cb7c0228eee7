// What chats and mail programs make of a link, undone: separators percent-encoded or written as HTML, what stood around it
// in the sentence, blanks, capitals, typographic dashes. Nothing is mended that could be read as it came.
import type { Param } from '../base/protocol.ts';

const invisible = '\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
const before = new RegExp(`^[\\s${invisible}!/()\\[\\]{}<>"'«»‹›“”„‘’‚]+`, 'u');
const behind = new RegExp(`[\\s${invisible}+!?/()\\[\\]{}<>"'«»‹›“”„‘’‚.,;:…*]+$`, 'u');
const inside = new RegExp(`[${invisible}]+`, 'gu');
const around_separators = /[\s+]*([,;])[\s+]*/gu;
const dashes = /[‐‑‒–—―−﹘﹣－]/gu;

/** Without what a sentence puts around it, and with the hyphens that links have. */
export const plain = (text: string): string =>
  text.replace(inside, '').replace(dashes, '-').replace(before, '').replace(behind, '');

/** The one of `names` that `written` was; null if it was none of them. */
export function mended_name(written: string, names: readonly string[]): string | null {
  if (names.includes(written)) return written;
  const small = plain(written).toLowerCase();
  const meant = names.filter((name) => name.toLowerCase() === small);
  return meant.length === 1 ? (meant[0] as string) : null;
}

/** Nothing but this stands in a value's text. */
const letters: Record<Exclude<Param['kind'], 'text' | 'choice'>, RegExp> = {
  number: /^[-+.\de]+$/i,
  integer: /^[-+.\de]+$/i,
  boolean: /^(true|false|0|1)$/,
  units: /^[+.,\de]*$/i,
  row: /^[-+.,\de]*$/i,
  points: /^[-+.,;\de]*$/i,
  layers: /^[-.,\w]*$/,
};
const is_number = /^[-+]?\d*\.?\d+(e[-+]?\d+)?$/i;

/** A blank was written as +, as in forms: every + stands alone between words, and no blank is written otherwise. */
const has_form_blanks = (text: string, link: string): boolean =>
  !/%20|%2B|\s/i.test(link) && /\p{L}{2}/u.test(text) && /\+/.test(text) && !/^\+|\+$|\+\+|[-*/=\d]\+|\+[-*/=\d]/.test(text);

/** `text`, a value of `param` in `link`, without what came to it on its way; as it is where that is in doubt. */
export function mended_value(text: string, param: Param, link: string): string {
  if (param.kind === 'text') return has_form_blanks(text, link) ? text.replaceAll('+', ' ') : text;
  if (param.kind === 'choice') return mended_name(text, param.choices) ?? text;
  if (is_number.test(text)) return text; // also "+7"
  const neat = plain(text).replace(around_separators, '$1');
  const mended = param.kind === 'layers' || param.kind === 'boolean' ? neat.replace(/^\+/, '').toLowerCase() : neat;
  return letters[param.kind].test(mended) ? mended : text;
}

const encoded = (hex: string): string => `%(?:25)*${hex}`;
const ampersand = `(?:&|${encoded('26')})(?:(?:amp|#38|#x26)(?:;|${encoded('3B')}))*`;

/** `link` with ?, & and = where they were encoded or written as HTML, between the demo and `names`. */
function with_separators(link: string, names: readonly string[]): string {
  const name = `(${names.join('|')})`;
  const equals = `(?:=|${encoded('3D')})`;
  return with_question_mark(link)
    .replace(new RegExp(`\\?${name}${equals}`, 'i'), '?$1=')
    .replace(new RegExp(`${ampersand}${name}${equals}`, 'gi'), '&$1=');
}

const with_question_mark = (link: string): string =>
  link.includes('?') ? link : link.replace(new RegExp(encoded('3F'), 'i'), '?');

/** How often the = behind one of `names` was percent-encoded. */
function times_encoded(link: string, names: readonly string[]): number {
  const found = new RegExp(`(?:${names.join('|')})%((?:25)*)3D`, 'i').exec(link);
  return found ? 1 + (found[1] as string).length / 2 : 0;
}

function decoded(link: string): string | null {
  try {
    return decodeURIComponent(link);
  } catch {
    return null;
  }
}

/** What `link`, whose parts may be of `names`, may have been before it was sent around: itself first. */
export function readings(link: string, names: readonly string[]): string[] {
  const levels = [link];
  for (let level = times_encoded(link, names); level > 0; --level) {
    const next = decoded(levels[0] as string);
    if (next === null) break;
    levels.unshift(next);
  }
  const whole = levels.length > 1 ? [levels[0] as string] : [];
  return [link, with_question_mark(link), ...whole, ...levels.map((one) => with_separators(one, names))];
}
