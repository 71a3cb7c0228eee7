// What the page says is open: the demo, and under it the preset, as long as its data are the ones that are trained on.
import { demo_title, preset_title } from '../base/names.ts';
import { own_file } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { defaults } from '../link/link.ts';
import { uses_own_file } from '../run/own_file.ts';
import type { Session } from '../run/session.ts';

type Open = Pick<Session, 'demo' | 'preset' | 'written' | 'file'>;

/** Whether the data are others than the preset's, or the demo's, so that what these say of them does not hold. */
export function has_other_data({ demo, preset, written }: Open): boolean {
  if (demo === null) return false;
  const begun = defaults(demo, preset);
  const names = demo.params.filter(({ choices }) => choices.includes(own_file)).map(({ name }) => name);
  return names.some((name) => written[name] !== undefined && written[name] !== begun[name]);
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
