import { describe, expect, it } from 'vitest';
import { asked_for, builds_for, builds_to_keep } from './builds.ts';

const everything = { validates: () => true, isolated: true, cores: 4 };

/** Validates the probe of SIMD, the shorter one, but not that of relaxed SIMD. */
const plain_simd_only = (module: Uint8Array): boolean => module.length < 35;

describe('builds_for', () => {
  it('prefers threads, then fused multiply-add', () => {
    expect(builds_for(everything).map(({ build }) => build)).toEqual(['relaxed-mt', 'relaxed', 'simd']);
    expect(builds_for({ ...everything, isolated: false }).map(({ build }) => build)).toEqual(['relaxed', 'simd']);
    expect(builds_for({ ...everything, cores: 1 }).map(({ build }) => build)).toEqual(['relaxed', 'simd']);
    expect(builds_for({ ...everything, validates: plain_simd_only }).map(({ build }) => build)).toEqual(['simd']);
    expect(builds_for({ ...everything, validates: () => false })).toEqual([]);
  });

  it('uses as many threads as there are cores, up to eight', () => {
    expect(builds_for(everything)[0]?.threads).toBe(4);
    expect(builds_for({ ...everything, cores: 64 })[0]?.threads).toBe(8);
  });

  it('asks the engine with modules that it understands', () => {
    // Every engine that runs these tests has SIMD.
    expect(builds_for({ ...everything, validates: (module) => WebAssembly.validate(module) }).at(-1)?.build).toBe(
      'simd',
    );
  });
});

describe('asked_for', () => {
  const choices = builds_for(everything);

  it('keeps the build that the address names', () => {
    expect(asked_for(choices, '?build=simd').map(({ build }) => build)).toEqual(['simd']);
  });

  it('keeps all where none, or none that runs here, is named', () => {
    expect(asked_for(choices, '')).toEqual(choices);
    expect(asked_for(choices, '?build=avx')).toEqual(choices);
  });
});

it('keeps the build that it uses, and until the page is isolated the one of the next time', () => {
  const validates = (): boolean => true;
  expect(builds_to_keep('relaxed', { validates, isolated: false, cores: 4 })).toEqual(['relaxed', 'relaxed-mt']);
  expect(builds_to_keep('relaxed-mt', { validates, isolated: true, cores: 4 })).toEqual(['relaxed-mt']);
  expect(builds_to_keep('relaxed', { validates, isolated: false, cores: 1 })).toEqual(['relaxed']);
  const without_relaxed = (module: Uint8Array): boolean => module.length < 35;
  expect(builds_to_keep('simd', { validates: without_relaxed, isolated: false, cores: 4 })).toEqual(['simd']);
});
