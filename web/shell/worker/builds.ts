// Which build of the trainer this browser can run, fastest first.
import type { Build } from './worker.ts';

/** The smallest modules that use one instruction each, in a function () -> v128; elsewhere they do not validate. */
const probe = (...body: number[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
    ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // one type: () -> v128
    ...[0x03, 0x02, 0x01, 0x00], // one function of that type
    ...[0x0a, body.length + 4, 0x01, body.length + 2, 0x00, ...body, 0x0b], // its body
  ]);

const zero = [0x41, 0x00, 0xfd, 0x11]; // i32.const 0, i32x4.splat
const simd = probe(...zero);
const relaxed_simd = probe(...zero, ...zero, ...zero, 0xfd, 0x85, 0x02); // f32x4.relaxed_madd

export interface Abilities {
  validates(module: Uint8Array<ArrayBuffer>): boolean;
  isolated: boolean;
  cores: number;
}

export const browser_abilities = (): Abilities => ({
  validates: (module) => typeof WebAssembly === 'object' && WebAssembly.validate(module),
  isolated: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function',
  cores: navigator.hardwareConcurrency || 1,
});

const most_threads = 8; // beyond it, small networks lose more by waiting than they gain

export interface BuildChoice {
  build: Build;
  threads: number;
}

/** Builds that should run here, best first; none without SIMD. */
export function builds_for({ validates, isolated, cores }: Abilities): BuildChoice[] {
  const choices: BuildChoice[] = [];
  const threads = Math.max(1, Math.min(most_threads, cores));
  if (validates(relaxed_simd)) {
    if (isolated && threads > 1) choices.push({ build: 'relaxed-mt', threads });
    choices.push({ build: 'relaxed', threads: 1 });
  }
  if (validates(simd)) choices.push({ build: 'simd', threads: 1 });
  return choices;
}

/** What will run here once the page is isolated, if anything does. */
export const best_when_isolated = (abilities: Abilities): BuildChoice | undefined =>
  builds_for({ ...abilities, isolated: true })[0];

/** What the page needs with the network off: the build that it uses, and until it is isolated the one of the next time. */
export function builds_to_keep(used: Build, abilities: Abilities): Build[] {
  const next = abilities.isolated ? undefined : best_when_isolated(abilities)?.build;
  return next === undefined || next === used ? [used] : [used, next];
}

/** Of `choices`, only the build that the page's address asks for (`?build=simd`, for measuring); all if it is none of them. */
export function asked_for(choices: BuildChoice[], search: string): BuildChoice[] {
  const build = new URLSearchParams(search).get('build');
  const asked = choices.filter((choice) => choice.build === build);
  return asked.length > 0 ? asked : choices;
}
