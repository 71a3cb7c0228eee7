// Light or dark: as the system has it, unless the visitor switched. Where the reader's own colours stand they are the system's.
import { Signal } from './signal.ts';
import { set_stored, stored } from './stored.ts';

const system_dark = matchMedia('(prefers-color-scheme: dark)');
const own_colours = matchMedia('(forced-colors: active)');
const less_motion = matchMedia('(prefers-reduced-motion: reduce)');
const more_contrast = matchMedia('(prefers-contrast: more)');
const storage_key = 'gradlab.theme';

export interface Theme {
  dark: boolean;
  /** The visitor asked for less motion. */
  still: boolean;
  /** And for more contrast. */
  strong: boolean;
}

export const theme_changed = new Signal<Theme>();

export function theme(): Theme {
  const chosen = own_colours.matches ? undefined : document.documentElement.dataset.theme;
  return { dark: chosen ? chosen === 'dark' : system_dark.matches, still: less_motion.matches, strong: more_contrast.matches };
}

function choose(chosen: string | null): void {
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  theme_changed.emit(theme());
}

/** Switches to the other; back to following the system where that is the same. */
export function switch_theme(): void {
  const wanted = theme().dark ? 'light' : 'dark';
  const chosen = wanted === (system_dark.matches ? 'dark' : 'light') ? null : wanted;
  set_stored(storage_key, chosen);
  choose(chosen);
}

/** `asked`: what the page around asks for. */
export function start_theme(asked: 'light' | 'dark' | null = null): void {
  choose(asked ?? stored(storage_key));
  for (const query of [system_dark, own_colours, less_motion, more_contrast]) query.addEventListener('change', () => theme_changed.emit(theme()));
}
