import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pick_language, text, text_or, texts } from './text.ts';

const folder = join(import.meta.dirname, '..');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|html)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

const keys = Object.keys(texts);
/** Keys that stand in the sources as they are, and the beginnings of those that are put together. */
const literal = [...sources.matchAll(/['"{]((?:shell|notice)\.[\w.-]+)['"}]/g)].map((match) => match[1] as string);
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
    expect(pick_language(['xx'])).toBe('en');
    expect(pick_language([])).toBe('en');
  });
});
