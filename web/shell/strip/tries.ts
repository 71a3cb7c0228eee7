// Which try is offered: the first that answers what has happened, or else the first that has not been done.
import type { Demo, Preset, Situation, Try, Written } from '../base/protocol.ts';
import { defaults, write_link } from '../link/link.ts';

/** Whether everything that it sets is set. Of one that sets nothing nobody can tell. */
const is_set = ({ written }: Try, values: Written): boolean => {
  const names = Object.keys(written);
  return names.length > 0 && names.every((name) => values[name] === written[name]);
};

export class TryList {
  /** The one that was done last: what to look for is its own. */
  last: Try | null = null;
  private readonly left: Try[];
  /** Those that were set already when they came to be offered: only who sets them then has done them. */
  private readonly set_before = new Set<Try>();
  private now: Try | null = null;

  constructor(tries: readonly Try[]) {
    this.left = [...tries];
  }

  /** Null when all have been done. */
  offered({ kind }: Situation): Try | null {
    return this.left.find(({ answers }) => answers !== '' && answers === kind) ?? this.left[0] ?? null;
  }

  done(one: Try): void {
    const place = this.left.indexOf(one);
    if (place >= 0) this.left.splice(place, 1);
    this.last = one;
  }

  /** Values may have been set by another way, such as a knob: what is offered is done then, too. */
  watch(situation: Situation, values: Written): void {
    const one = this.offered(situation);
    if (one !== this.now) {
      this.now = one;
      if (one && is_set(one, values)) this.set_before.add(one);
    }
    if (one === null) return;
    if (!is_set(one, values)) this.set_before.delete(one);
    else if (!this.set_before.has(one)) this.done(one);
  }
}

/** The preset that is open, also where its values are the demo's own and no link names it. */
export function preset_of(demo: Demo, id: string | null): Preset | null {
  const same = (preset: Preset): boolean => write_link(demo, null, defaults(demo, preset.id)) === write_link(demo, null, {});
  return demo.presets.find((preset) => (id === null ? same(preset) : preset.id === id)) ?? null;
}

/** What comes after `preset` in the list of all, or before all of the demo's where that is null; round and round. */
export function next_preset(demos: readonly Demo[], demo: Demo, preset: string | null): { demo: Demo; preset: string } | null {
  const all = demos.flatMap((one) => one.presets.map(({ id }) => ({ demo: one, preset: id })));
  const place = all.findIndex((one) => one.demo === demo && (preset === null || one.preset === preset));
  return all[preset === null ? place : (place + 1) % all.length] ?? null;
}
