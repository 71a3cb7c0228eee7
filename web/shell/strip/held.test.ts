import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Situation } from '../base/protocol.ts';
import { Held } from './held.ts';

const training: Situation = { kind: 'training', step: 0 };
const still: Situation = { kind: 'still', step: 90 };
const solved: Situation = { kind: 'solved', step: 120 };

describe('what is said of a run', () => {
  const changed = vi.fn();
  let held: Held;
  beforeEach(() => {
    vi.useFakeTimers();
    changed.mockClear();
    held = new Held(training, changed);
  });

  it('waits until something has been so for a moment', () => {
    held.take(still);
    vi.advanceTimersByTime(500);
    expect(held.now).toBe(training);
    vi.advanceTimersByTime(200);
    expect(held.now).toBe(still);
    expect(changed).toHaveBeenCalledOnce();
  });

  it('says nothing of what comes and goes, and ends at once', () => {
    held.take(still);
    vi.advanceTimersByTime(300);
    held.take(training);
    vi.advanceTimersByTime(2000);
    expect(held.now).toBe(training);
    expect(changed).not.toHaveBeenCalled();
    held.take(solved);
    vi.advanceTimersByTime(700);
    held.take(training);
    expect(held.now).toBe(training);
  });

  it('is the newest when it comes to be said, and keeps its step from then on', () => {
    held.take(still);
    vi.advanceTimersByTime(300);
    held.take(solved);
    vi.advanceTimersByTime(400);
    expect(held.now).toBe(solved);
    held.take({ kind: 'solved', step: 125 });
    vi.advanceTimersByTime(2000);
    expect(held.now).toBe(solved);
  });

  it('begins anew with what is opened', () => {
    held.take(still);
    held.begin(training);
    vi.advanceTimersByTime(2000);
    expect(held.now).toBe(training);
  });
});
