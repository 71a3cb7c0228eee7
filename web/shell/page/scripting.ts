// window.gradlab: what scripts, tests and teachers' pages can do with the page.
import { language, languages } from '../base/language.ts';
import { demo_title, preset_title } from '../base/names.ts';
import type { Demo, DeviceKind, Message, Metrics, Values, Written } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { pack, unpacked } from '../project/project_file.ts';
import type { Address } from '../link/address.ts';
import type { Devices } from '../run/devices.ts';
import { resume, save, use_weights, weights } from '../run/keeping.ts';
import type { Target } from '../run/target.ts';
import type { Session } from '../run/session.ts';
import type { Level } from '../link/share_link.ts';
import type { Timeline } from '../run/timeline.ts';
import { unpack, type ViewData } from '../run/view_data.ts';
import type { BuildChoice } from '../worker/builds.ts';

export interface DeviceInfo {
  kind: DeviceKind;
  build: BuildChoice['build'];
  threads: number;
  /** Of webgpu: the name of the graphics card. */
  adapter: string | null;
}

/** An event of a view; `bytes` or `text` for a file. */
export interface ScriptEvent {
  kind: string;
  bytes?: ArrayBuffer | Uint8Array<ArrayBuffer>;
  text?: string;
  [field: string]: unknown;
}

const find = (demos: readonly Demo[], id: string): Demo => {
  const demo = demos.find((candidate) => candidate.id === id);
  if (demo === undefined) throw new Error(text('notice.unknown_demo', { name: String(id) }));
  return demo;
};

/** Texts stand for values as a link writes them. */
function texts_apart(given: Values): { values: Values; written: Written } {
  const entries = Object.entries(given);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const others = entries.filter(([, value]) => typeof value !== 'string');
  return { values: Object.fromEntries(others), written: Object.fromEntries(texts) };
}

interface LinkOf {
  (level?: 'settings'): string;
  (level: 'run' | 'trained'): Promise<string>;
}

/** The link to the settings at once; into the run, or to what it has learned, once the trainer has told. */
const link_of = (address: Address): LinkOf =>
  ((level: Level = 'settings') => {
    if (level === 'settings') return address.link();
    if (level === 'run' || level === 'trained') return address.link_into(level).then((link) => link());
    throw new Error(text('notice.no_link_level', { name: String(level) }));
  }) as LinkOf;

/** What the page does for a script. */
interface PageActs {
  /** Resolves when the page has stopped what it does by itself; awaited before a script's first act. */
  take_over: () => Promise<void>;
  mirror: () => void;
  /** Loads the page anew in another language. */
  speak: (tag: string) => Promise<void>;
}

export function make_api(
  session: Session,
  timeline: Timeline,
  address: Address,
  devices: Devices,
  choice: () => BuildChoice,
  ready: Promise<void>,
  { take_over, mirror, speak }: PageActs,
) {
  const device = (): DeviceInfo => {
    const { kind, seen } = devices;
    return { kind, ...choice(), adapter: kind === 'webgpu' ? (seen?.adapter ?? null) : null };
  };

  const members = {
    demos: () =>
      session.demos.map(({ id, presets, progress, devices }) => ({
        id,
        title: demo_title(id),
        progress: { ...progress },
        devices: [...devices],
        presets: presets.map((preset) => ({
          id: preset.id,
          title: preset_title(id, preset.id),
          diverges: preset.diverges,
        })),
      })),

    async open(id: string, params: Values = {}): Promise<Values> {
      await ready;
      const demo = find(session.demos, id);
      const { preset: name, ...given } = params;
      const preset = demo.presets.find((candidate) => candidate.id === name);
      if (name !== undefined && preset === undefined)
        throw new Error(text('notice.unknown_preset', { name: String(name) }));
      const { values, written } = texts_apart(given);
      const target: Target = { demo: id, preset: preset?.id ?? null, values: { ...preset?.values, ...values }, written };
      await session.open(target, { by_script: true });
      await session.up_to_date();
      return { ...session.values };
    },

    params: (): Values => ({ ...session.values }),

    async set(given: Values): Promise<Values> {
      const { values, written } = texts_apart(given);
      const refused = await session.set(values, written);
      await session.up_to_date();
      if (refused.length > 0) throw new Error(refused.map((notice) => text(notice.key, notice.arguments)).join(' '));
      return { ...session.values };
    },

    run: (steps: number): Promise<Metrics> => session.run(steps),
    play: (): Promise<void> => session.play(),
    async pause(): Promise<void> {
      await session.pause();
      await session.up_to_date();
    },
    async reset(): Promise<void> {
      await session.reset();
      await session.up_to_date();
    },
    /** Looks back: every view and number is of that step. Without one, back to the present. */
    async goto(step?: number): Promise<Metrics> {
      await (step === undefined ? timeline.present() : timeline.look_at(step));
      return { ...session.metrics };
    },

    /** Goes back to that step, or stays at the one that is looked at, and forgets what was behind it. */
    async branch(step?: number): Promise<Metrics> {
      if (step !== undefined) await timeline.look_at(step);
      await timeline.branch();
      return { ...session.metrics };
    },

    metrics: (): Metrics => ({ ...session.metrics }),
    history: () => session.history(),
    device,

    /** Goes on there, now and in demos opened later. `half`: with products in half precision, on webgpu. */
    async use(kind: string, { half = false } = {}): Promise<DeviceInfo> {
      if (kind !== 'cpu' && kind !== 'webgpu') throw new Error(text('notice.no_device', { name: String(kind) }));
      await devices.use(kind, half);
      return device();
    },

    link: link_of(address),

    /** Opens the text view. */
    mirror,

    /** The page's language; with a tag, in that from now on, with the run as it is. */
    async language(tag?: string): Promise<string> {
      if (tag === undefined || tag === language) return language;
      if (!languages.includes(tag)) throw new Error(text('notice.unknown_language', { name: tag, known: [...languages] }));
      await speak(tag);
      return tag;
    },

    async input({ bytes, text: content, ...event }: ScriptEvent): Promise<Values> {
      const block = content === undefined ? bytes : new TextEncoder().encode(content);
      const copy = block instanceof Uint8Array ? block.slice().buffer : (block?.slice(0) ?? null);
      const refused = await session.input({ ...event, type: 'input' } satisfies Message, copy);
      await session.up_to_date();
      if (refused.length > 0) throw new Error(refused.map((notice) => text(notice.key, notice.arguments)).join(' '));
      return { ...session.values };
    },

    /** The run as a project file. */
    async save(): Promise<Blob> {
      return new Blob([await pack(await save(session))], { type: 'application/zip' });
    },

    /** Goes on from a project file, paused. */
    async load(file: Blob): Promise<Values> {
      await resume(session, await unpacked(new Uint8Array(await file.arrayBuffer())));
      return { ...session.values };
    },

    /** The network's weights alone, as a safetensors file. */
    async exportWeights(): Promise<Blob> {
      return new Blob([await weights(session)], { type: 'application/octet-stream' });
    },

    async importWeights(file: Blob): Promise<void> {
      await use_weights(session, await file.arrayBuffer());
    },

    async view(name: string): Promise<ViewData> {
      return unpack(name, await session.view(name));
    },
  };

  // Looking changes nothing; everything else puts the page under the script's control.
  const acting =
    <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      await take_over();
      return act(...args);
    };
  const { open, set, run, play, pause, reset, goto, branch, input, load, importWeights, ...looking } = members;
  return Object.freeze({
    ready,
    ...looking,
    open: acting(open),
    set: acting(set),
    run: acting(run),
    play: acting(play),
    pause: acting(pause),
    reset: acting(reset),
    goto: acting(goto),
    branch: acting(branch),
    input: acting(input),
    load: acting(load),
    importWeights: acting(importWeights),
  });
}

export type Gradlab = ReturnType<typeof make_api>;
