// Every sentence that a visitor reads, by key, from one table per language.
import en from '../../text/en.json';
import { language, own_texts } from './language.ts';
import type { Argument, Arguments } from './protocol.ts';

type Table = Readonly<Record<string, string>>;

/** All texts, with English where the language lacks one. */
export const texts: Table = { ...en, ...(await own_texts()) };

export const has_text = (key: string): boolean => Object.hasOwn(texts, key);

const number_format = new Intl.NumberFormat(language, { maximumFractionDigits: 12 });
const six_digits = (number: number): number => (Number.isInteger(number) ? number : Number(number.toPrecision(6)));

function shown(argument: Argument): string {
  if (typeof argument === 'number') return number_format.format(six_digits(argument));
  if (Array.isArray(argument)) return argument.map(shown).join(', ');
  if (typeof argument === 'object' && argument !== null) return text(argument.key, argument);
  return String(argument);
}

/** The text `key` with {name} replaced by arguments.name; a key without a text shows itself. */
export function text(key: string, values: Arguments = {}): string {
  const pattern = has_text(key) ? (texts[key] as string) : key;
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const argument = Object.hasOwn(values, name) ? values[name] : undefined;
    return argument === undefined ? whole : shown(argument);
  });
}

/** The text `key` if there is one, else `otherwise`. */
export const text_or = (key: string, otherwise: string): string => (has_text(key) ? text(key) : otherwise);
