// What a preset has learned beforehand, for who does not want to wait as long.
import type { Demo, Preset, Written } from '../base/protocol.ts';
import { learned_name } from '../run/asset_list.ts';
import type { Assets } from '../run/assets.ts';
import { data_names } from '../run/own_file.ts';
import type { Session } from '../run/session.ts';
import { defaults } from './link.ts';

/** Whether it has learned from the data that are `written`, not from others or from those in another language. */
export function is_learned_from(demo: Demo, preset: Preset, written: Written): boolean {
  const begun = defaults(demo, preset.id);
  return data_names(demo).every((name) => written[name] === begun[name]);
}

/** Shows it, paused at its step, in the place of what is open: a run of that preset, whose values come back. */
export async function show_learned(session: Session, assets: Assets, preset: Preset): Promise<void> {
  const { demo } = session;
  if (demo === null) return;
  const bytes = await assets.get(learned_name(demo.id, preset.id));
  await session.set({}, defaults(demo, preset.id));
  await session.reset();
  await session.request({ type: 'use_rounded' }, bytes);
  await session.up_to_date();
  session.look();
}
