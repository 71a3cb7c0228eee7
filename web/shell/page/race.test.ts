import { describe, expect, it } from 'vitest';
import { racers } from './race.ts';

describe('the race', () => {
  it('has a lane for every build that runs here, and one for the plain kernels', () => {
    const choices = [
      { build: 'relaxed-mt', threads: 4 },
      { build: 'relaxed', threads: 1 },
      { build: 'simd', threads: 1 },
    ] as const;
    expect(racers(choices)).toEqual([
      { id: 'plain', build: 'simd', device: 'reference', threads: 1 },
      { id: 'simd', build: 'simd', device: 'cpu', threads: 1 },
      { id: 'relaxed', build: 'relaxed', device: 'cpu', threads: 1 },
      { id: 'relaxed-mt', build: 'relaxed-mt', device: 'cpu', threads: 4 },
    ]);
  });

  it('has no lane where nothing runs', () => {
    expect(racers([])).toEqual([]);
  });
});
