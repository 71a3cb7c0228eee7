import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages, pick_language } from './language.ts';
import { text, text_or, texts } from './text.ts';

const folder = join(import.meta.dirname, '..');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|html)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

const keys = Object.keys(texts);
/** Keys that stand in the sources as they are, and the beginnings of those that are put together. */
const literal = [...sources.matchAll(/['"{*]((?:shell|notice)\.[\w.-]+)['"}]/g)].map((match) => match[1] as string);
const beginnings = [...sources.matchAll(/`((?:shell|notice)\.[\w.-]*)\$\{/g)].map((match) => match[1] as string);

describe('the texts', () => {
  it('has every key that the shell uses', () => {
    expect(literal.length).toBeGreaterThan(50);
    expect(literal.filter((key) => !keys.includes(key))).toEqual([]);
    expect(beginnings.filter((beginning) => !keys.some((key) => key.startsWith(beginning)))).toEqual([]);
  });

  it('has no key of the shell that nobody uses', () => {
    const used = (key: string): boolean =>
      literal.includes(key) || beginnings.some((beginning) => beginning !== 'shell.' && key.startsWith(beginning));
    const messages = /^shell\.(no_webgl|no_workspace)\./; // put together in main.ts
    expect(keys.filter((key) => key.startsWith('shell.') && !used(key) && !messages.test(key))).toEqual([]);
  });
});

describe.each(languages.filter((tag) => tag !== 'en'))('the texts in %s', (tag) => {
  const read = (name: string): Record<string, string> =>
    JSON.parse(readFileSync(join(folder, `../text/${name}.json`), 'utf8'));
  const [en, own] = [read('en'), read(tag)];
  const braces = (sentence = ''): string[] => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

  it('are all there, with the same places for what is filled in', () => {
    expect(Object.keys(own)).toEqual(Object.keys(en));
    for (const key of Object.keys(en)) expect(braces(own[key]), key).toEqual(braces(en[key]));
  });

  it('are none left in English', () => {
    const sentences = Object.keys(en).filter((key) => /[a-z]{2}.* .*[a-z]{2} .*[a-z]{2}/.test((en[key] as string).replace(/\{\w+\}/g, '')));
    expect(sentences.length).toBeGreaterThan(900);
    const written_in_it = /historias\.title$/; // of data in that language
    expect(sentences.filter((key) => own[key] === en[key] && !written_in_it.test(key))).toEqual([]);
    const english = / (the|and|with|which|of|are|is) /;
    expect(Object.keys(own).filter((key) => english.test((own[key] as string).replace(/«[^»]*»/g, '')))).toEqual([]);
  });

  it('are not much longer than in English, for they stand in the same places', () => {
    const shown = Object.keys(en).filter((key) => !key.endsWith('.in_language')); // which links write
    const longer = shown.filter((key) => own[key]!.length > 1.7 * Math.max(14, en[key]!.length));
    expect(longer).toEqual([]);
  });
});

describe('text', () => {
  it('fills in arguments', () => {
    expect(text('notice.trainer_restarted', { step: 1234567 })).toContain('1,234,567');
    expect(text('notice.trainer_restarted', { step: 0.1 + 0.2 })).toContain('0.3.');
    expect(text('notice.unknown_demo', { name: '{name}' })).toContain('{name}');
  });

  it('fills in texts and lists', () => {
    const needed = { key: 'notice.needed.choice', choices: ['a', 'b'] };
    expect(text('notice.bad_value', { name: 'x', value: 'y', needed })).toContain('one of a, b');
  });

  it('shows a key without a text, and what an argument lacks', () => {
    expect(text('no.such.key')).toBe('no.such.key');
    expect(text('toString')).toBe('toString');
    expect(text('notice.unknown_demo')).toContain('{name}');
    expect(text_or('no.such.key', 'otherwise')).toBe('otherwise');
  });
});

describe('pick_language', () => {
  it('takes the first that there is', () => {
    expect(pick_language(['fr-CA', 'en-GB', 'en'])).toBe('en');
    expect(pick_language(['fr', 'ES-mx', 'en'])).toBe('es');
    expect(pick_language(['xx'])).toBe('en');
    expect(pick_language([])).toBe('en');
  });
});
