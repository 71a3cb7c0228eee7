// What the page says is open: the demo, and under it the preset, as long as its data are the ones that are trained on.
import { demo_title, preset_title } from '../base/names.ts';
import { text } from '../base/text.ts';
import { in_language } from '../link/in_language.ts';
import { defaults } from '../link/link.ts';
import { data_names, uses_own_file } from '../run/own_file.ts';
import type { Session } from '../run/session.ts';

type Open = Pick<Session, 'demo' | 'preset' | 'written' | 'file'>;

/**
 * Whether the data are others than the preset's, or the demo's, so that what these say of them does not hold. Those in the
 * language of the page are the same.
 */
export function has_other_data({ demo, preset, written }: Open): boolean {
  if (demo === null) return false;
  const begun = defaults(demo, preset);
  const own = in_language(demo, preset);
  return data_names(demo).some((name) => {
    const data = written[name];
    return data !== undefined && data !== begun[name] && data !== own[name];
  });
}

/** The demo's title, and what stands under it: the preset's, the name of the visitor's file, or nothing. */
export function heading(open: Open): { title: string; under: string } {
  const { demo, preset, written, file } = open;
  if (demo === null) return { title: '', under: '' };
  const title = demo_title(demo.id);
  if (uses_own_file(written)) return { title, under: file?.name ?? text('shell.own_data') };
  if (preset === null || has_other_data(open)) return { title, under: '' };
  return { title, under: preset_title(demo.id, preset) };
}
