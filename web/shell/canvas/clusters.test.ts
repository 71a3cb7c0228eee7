import { describe, expect, test } from 'vitest';
import { any_text, fc } from '../fixtures/property.ts';
import { pieces } from './clusters.ts';

describe('a text is cut into the pieces that are drawn at one go', () => {
  test.each([
    ['characters as people see them', '猫の👨‍👩‍👧🇪🇸', ['猫', 'の', '👨‍👩‍👧', '🇪🇸']],
    ['accents written apart, on letters that exist with them', 'cafe\u0301', ['c', 'a', 'f', 'é']],
    ['and on letters that do not', 'x\u0302y', ['x\u0302', 'y']],
    ['an accent alone, on a circle', '\u0301', ['◌\u0301']],
    ['words whose letters hang from one line', 'a नमस्ते दुनिया', ['a', ' ', 'नमस्ते', ' ', 'दुनिया']],
    ['Thai with its marks', 'ที่', ['ที่']],
    ['what has no shape, where it is all', '\u200D', ['·']],
    ['and where it is not', 'a\u200Bb', ['a', 'b']],
    ['lines', '猫\n犬', ['猫', '\n', '犬']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });
});

describe('text from right to left is drawn at one go, so that its letters join and stand in order', () => {
  test.each([
    ['with the spaces, digits and signs inside', 'x (مرحبا، 5 عالم) y', ['x', ' ', '(', 'مرحبا، 5 عالم', ')', ' ', 'y']],
    ['and with everything in a line that begins with it', '- שלום abc 1', ['- שלום abc 1']],
    ['where it is a word with a space before it', ' كتاب', [' كتاب']],
  ])('%s', (_, text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  test('up to a length, and then cut between words', () => {
    const text = 'كتاب جديد '.repeat(30);
    const runs = pieces(text);
    expect(runs.join('')).toBe(text);
    expect(runs.length).toBeGreaterThan(5);
    for (const run of runs) expect([...run].length).toBeLessThanOrEqual(48);
    for (const run of runs.slice(1)) expect(run.startsWith(' ')).toBe(true);
    expect(pieces('ש'.repeat(100)).map((run) => run.length)).toEqual([48, 48, 4]);
  });
});

test('no piece is lost or empty, whatever the text', () => {
  const some_text = fc.oneof(any_text, fc.string({ unit: fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCodePoint(code)) }));
  const holds = fc.property(some_text, (text) => {
    const drawn = pieces(text);
    expect(drawn.every((piece) => piece !== '')).toBe(true);
    const seen = (whole: string): string => whole.replace(/\p{Default_Ignorable_Code_Point}|◌|·/gu, '');
    expect(seen(drawn.join(''))).toBe(seen(text.normalize('NFC')));
  });
  fc.assert(holds, { numRuns: 1500 });
});
