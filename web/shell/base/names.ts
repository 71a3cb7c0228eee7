// What the page calls the demos, presets and parameters that messages name.
import { text_or } from './text.ts';

export const demo_title = (demo: string): string => text_or(`demo.${demo}.title`, demo);

export const preset_title = (demo: string, preset: string): string => text_or(`preset.${demo}.${preset}.title`, preset);

/** A demo may call a parameter otherwise than the others do. */
export const param_label = (demo: string, name: string): string =>
  text_or(`param.${demo}.${name}.label`, text_or(`param.${name}.label`, name));

/** The name of the visitor's file that a run trains on, or else its preset, or else its demo. */
export const run_title = (demo: string, preset: string | null, file: string | null): string =>
  file ?? (preset === null ? demo_title(demo) : preset_title(demo, preset));
