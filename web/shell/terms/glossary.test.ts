import { describe, expect, it } from 'vitest';
import en from '../../text/en.json';
import { finder, glossary, type Term } from './glossary.ts';

const pieces = (sentence: string, terms: readonly Term[]) => finder(terms)(sentence);

const terms = [
  { id: 'loss', spellings: ['loss', 'test loss', 'losses'] },
  { id: 'unit', spellings: ['unit', 'units'] },
  { id: 'layer', spellings: ['hidden layer'] },
];
const marked = (sentence: string): string =>
  pieces(sentence, terms)
    .map(({ words, term }) => (term === null ? words : `[${words}:${term}]`))
    .join('');

describe('terms in a sentence', () => {
  it('are found in any spelling, the longest first', () => {
    expect(marked('The test loss falls with 8 units.')).toBe('The [test loss:loss] falls with 8 [units:unit].');
    expect(marked('Loss of a hidden layer')).toBe('[Loss:loss] of a [hidden layer:layer]');
  });
  it('are marked once each, where they stand first', () => {
    expect(marked('loss, and loss again, and losses')).toBe('[loss:loss], and loss again, and losses');
  });
  it('are whole words', () => {
    expect(marked('glossy, lossless, unit-free, unité')).toBe('glossy, lossless, unit-free, unité');
    expect(marked('loss.csv, test_loss, and the loss.')).toBe('loss.csv, test_loss, and the [loss:loss].');
  });
  it('leave a sentence without any as it is', () => {
    expect(pieces('Nothing here.', terms)).toEqual([{ words: 'Nothing here.', term: null }]);
    expect(pieces('Nothing here.', [])).toEqual([{ words: 'Nothing here.', term: null }]);
    expect(pieces('', terms)).toEqual([]);
  });
});

describe('the glossary', () => {
  const all = glossary(en);
  it('explains each of its terms, and spells none for two', () => {
    expect(all.length).toBeGreaterThanOrEqual(25);
    const table: Record<string, string> = en;
    for (const { id } of all) expect(table[`term.${id}.about`], id).toMatch(/\.$/);
    const spellings = all.flatMap((term) => term.spellings.map((one) => one.toLowerCase()));
    expect(new Set(spellings).size).toBe(spellings.length);
  });
  it('is of words that stand in the strip', () => {
    const sentences = Object.entries(en).filter(([key]) => /^(try\..*\.look|preset\..*\.about|situation\..*)$/.test(key));
    const used = new Set(sentences.flatMap(([, sentence]) => pieces(sentence, all).map(({ term }) => term)));
    expect(all.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  });
});
