// What the page calls the demos, presets and parameters that messages name.
import { decimal_sign } from './numbers.ts';
import type { Param } from './protocol.ts';
import { has_text, text, text_or } from './text.ts';

export const demo_title = (demo: string): string => text_or(`demo.${demo}.title`, demo);

export const preset_title = (demo: string, preset: string): string => text_or(`preset.${demo}.${preset}.title`, preset);

/** A demo may call a parameter otherwise than the others do. */
export const param_label = (demo: string, name: string): string =>
  text_or(`param.${demo}.${name}.label`, text_or(`param.${name}.label`, name));

/** The name of the visitor's file that a run trains on, or else its preset, or else its demo. */
export const run_title = (demo: string, preset: string | null, file: string | null): string =>
  file ?? (preset === null ? demo_title(demo) : preset_title(demo, preset));

/** The label or the help of a parameter, which may have those of another; empty where it has none. */
export function param_text(demo: string, { name, term }: Pick<Param, 'name' | 'term'>, what: 'label' | 'help'): string {
  const own = `param.${demo}.${name}.${what}`;
  const key = has_text(own) ? own : `param.${term ?? name}.${what}`;
  return text_or(key, what === 'label' ? name : '');
}

export const choice_label = ({ name, term }: Pick<Param, 'name' | 'term'>, value: string): string =>
  text_or(`choice.${term ?? name}.${value}`, value);

/** The title of a view or what it is about; a demo may say otherwise than the others do. */
export const view_text = (demo: string, name: string, what: 'title' | 'about'): string =>
  text_or(`view.${demo}.${name}.${what}`, text_or(`view.${name}.${what}`, what === 'title' ? name : ''));

/** What a view calls something: the text whose key stands before "=", and what stands behind it, a number as the language writes it. */
export function label_text(label: string): string {
  const [key = ''] = label.split('=', 1);
  const rest = label.slice(key.length + 1);
  return key === '' ? rest : text(key) + rest.replace(/(?<=\d)\.(?=\d)/g, decimal_sign);
}
