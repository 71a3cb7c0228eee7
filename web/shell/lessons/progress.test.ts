import { beforeEach, expect, it, vi } from 'vitest';
import { any_string, fc } from '../fixtures/property.ts';
import { parse_progress, Progress } from './progress.ts';
import { answered, day_of, due_cards } from './schedule.ts';

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});

it('a question comes back later each time that it is known, and tomorrow when it is not', () => {
  const days: number[] = [];
  let card = answered(undefined, true, 100);
  for (let round = 0; round < 7; ++round) {
    days.push(card.due);
    card = answered(card, true, card.due);
  }
  expect(days.map((day, index) => day - (days[index - 1] ?? 100))).toEqual([1, 3, 7, 16, 35, 90, 90]);
  expect(answered(card, false, 500)).toEqual({ streak: 0, due: 501 });
});

it('days begin at midnight where the learner lives', () => {
  const late = new Date(2026, 10, 30, 23, 59);
  expect(day_of(new Date(2026, 11, 1, 0, 1)) - day_of(late)).toBe(1);
  expect(day_of(new Date(2026, 10, 30, 0, 1))).toBe(day_of(late));
});

it('those that wait longest come first', () => {
  const cards = { a: { streak: 1, due: 5 }, b: { streak: 2, due: 3 }, c: { streak: 0, due: 6 } };
  expect(due_cards(cards, 5)).toEqual(['b', 'a']);
});

it('is kept from one visit to the next', () => {
  let today = 10;
  const progress = new Progress(() => today);
  progress.finish('line', false);
  progress.answer('line.0', true);
  const later = new Progress(() => today);
  expect([later.is_done('line'), later.is_solved('line'), later.due()]).toEqual([true, false, []]);
  today = 11;
  expect(later.due()).toEqual(['line.0']);
});

it('what was solved stays solved', () => {
  const progress = new Progress();
  progress.finish('line', true);
  progress.finish('line', false);
  expect(progress.is_solved('line')).toBe(true);
});

it('goes by a file to another computer, and joins what is there', () => {
  const here = new Progress(() => 10);
  here.finish('line', true);
  here.answer('line.0', true);
  const file = here.written();
  stored.clear();
  const there = new Progress(() => 10);
  there.finish('line', false);
  there.finish('loss', false);
  expect(there.take(file)).toBe(true);
  expect(['line', 'loss'].map(there.is_solved)).toEqual([true, false]);
  expect(there.is_done('loss')).toBe(true);
});

it('goes by a link, too, and a link that was cut off or altered changes nothing', () => {
  const here = new Progress(() => 10);
  here.finish('line', true);
  const link = here.packed();
  expect(link).toMatch(/^[\w-]+$/);
  stored.clear();
  const there = new Progress(() => 10);
  for (const wrong of ['', 'x', link.slice(0, -4), btoa('{}')]) expect(there.take_packed(wrong), wrong).toBe(false);
  fc.assert(fc.property(any_string, (text) => void there.take_packed(text)));
  expect(there.is_done('line')).toBe(false);
  expect(there.take_packed(link)).toBe(true);
  expect(there.is_solved('line')).toBe(true);
});

it('takes no other file, whatever is in it', () => {
  const progress = new Progress();
  for (const text of ['', '{}', 'null', '[]', '{"version": 2}', 'not JSON']) expect(progress.take(text)).toBe(false);
  expect(parse_progress('{"version":1,"lessons":{"a":"dancing"},"cards":{"b":{"streak":-1,"due":1},"c":null}}')).toEqual({ version: 1, lessons: {}, cards: {} });
  fc.assert(fc.property(fc.oneof(any_string, fc.json()), (text) => void parse_progress(text)));
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (lessons, cards) => void parse_progress(JSON.stringify({ version: 1, lessons, cards }))));
});

it('does without storage', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('refused');
    },
    setItem: () => {
      throw new Error('refused');
    },
  });
  const progress = new Progress();
  progress.finish('line', true);
  expect(progress.is_solved('line')).toBe(true);
});
