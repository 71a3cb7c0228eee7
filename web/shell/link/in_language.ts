// Links to presets, and to demos, whose built-in data there are in the language of the page: the text
// preset.<demo>.<preset>.in_language, or demo.<demo>.in_language, says what such a link then sets, so that it opens the
// same for everybody.
import type { Demo, Try, Written } from '../base/protocol.ts';
import { has_text, text } from '../base/text.ts';
import { parse_link, write_link } from './link.ts';

/** What the data of a preset, or of the demo, are in the language of the page, as links write it; nothing where they are the same in all. */
export function in_language(demo: Demo, preset: string | null): Written {
  return told(preset === null ? `demo.${demo.id}` : `preset.${demo.id}.${preset}`);
}

const told = (base: string): Written =>
  has_text(`${base}.in_language`) ? Object.fromEntries(new URLSearchParams(text(`${base}.in_language`))) : {};

/** The link to a preset, or to the demo. */
export const preset_link = (demo: Demo, preset: string | null): string => write_link(demo, preset, in_language(demo, preset));

/** `link`, which may lead to a preset, with what it does not say itself. */
export function link_in_language(link: string, demos: readonly Demo[]): string {
  const { demo: id, preset, written, more } = parse_link(link, demos);
  const demo = demos.find((one) => one.id === id);
  return demo === undefined ? link : write_link(demo, preset, { ...in_language(demo, preset), ...written }, more);
}

/** `one` of a preset, with what it writes in the language of the page where the data are, too. */
export function try_in_language(demo: Demo, preset: string, one: Try, written: Written): Try {
  const [data] = Object.entries(in_language(demo, preset));
  const is_own = data !== undefined && written[data[0]] === data[1];
  return is_own ? { ...one, written: { ...one.written, ...told(`try.${demo.id}.${preset}.${one.id}`) } } : one;
}
