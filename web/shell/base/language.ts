// The language of the page: as the address asks (lang=es), as was chosen in the menu, or as the browser has it. A table
// in web/text is all that another one takes.
import { set_stored, stored } from './stored.ts';

type Table = Readonly<Record<string, string>>;

const tables = import.meta.glob<Table>(['../../text/*.json', '!../../text/en.json'], { import: 'default' });
const storage_key = 'gradlab.language';
const parameter = 'lang';

const tag_of = (path: string): string => path.replace(/^.*\/|\.json$/g, '');

/** Tags of those that there is a table for. */
export const languages: readonly string[] = ['en', ...Object.keys(tables).map(tag_of)].sort();

/** The first of `wanted` (as in navigator.languages) that there is a table for. */
export function pick_language(wanted: readonly string[]): string {
  const tags = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '');
  return tags.find((tag) => languages.includes(tag)) ?? 'en';
}

const asked = (): string[] => new URLSearchParams(location.search).getAll(parameter);

export const language =
  typeof document === 'undefined' ? 'en' : pick_language([...asked(), stored(storage_key) ?? '', ...navigator.languages]);

/** The language's own texts; none where it is English, or they cannot be had. */
export async function own_texts(): Promise<Table> {
  const path = Object.keys(tables).find((path) => tag_of(path) === language);
  return path === undefined ? {} : await (tables[path] as () => Promise<Table>)().catch(() => ({}));
}

/** "español", as who speaks it writes it. */
export const name_of_language = (tag: string): string =>
  new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;

/** With a capital, as a sentence begins. */
export const capital = (words: string, tag = language): string => words.slice(0, 1).toLocaleUpperCase(tag) + words.slice(1);

/** The page's address in another language, which is remembered where the browser keeps anything. */
export function address_in(tag: string): string {
  const address = new URL(location.href);
  address.searchParams.delete(parameter);
  if (!set_stored(storage_key, tag)) address.searchParams.set(parameter, tag);
  return address.href;
}
