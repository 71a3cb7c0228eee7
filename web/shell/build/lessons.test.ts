// Every lesson in every language: complete, the same in what the page acts on, and naming only what there is.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../../text/en.json';
import { parse_condition } from '../lessons/condition.ts';
import type { Part } from '../lessons/lesson.ts';
import { read_lesson } from './lesson_markdown.ts';

const folder = new URL('../../lessons/', import.meta.url);
const names = readdirSync(folder);
const languages = readdirSync(new URL('../../text/', import.meta.url)).map((name) => name.replace('.json', ''));
const stems = [...new Set(names.map((name) => name.replace(/\.\w+\.md$/, '')))];
const texts: Record<string, string> = en;
const lesson = (stem: string, language: string) => read_lesson(readFileSync(new URL(`${stem}.${language}.md`, folder), 'utf8'));

const is_named = (name: string): boolean =>
  ['weights', 'first', 'earlier'].includes(name) ||
  `metric.${name}` in texts ||
  Object.keys(texts).some((key) => key.startsWith('param.') && key.endsWith(`${name}.label`));

/** What the page acts on, without words. */
const acted_on = (part: Part): unknown => {
  if (part.kind === 'predict') return [part.kind, part.question.choices.length, part.question.right];
  if (part.kind === 'run') return [part.kind, part.run];
  if (part.kind === 'task') return [part.kind, part.link, part.condition];
  if (part.kind === 'recall') return [part.kind, part.questions.map(({ choices, right }) => [choices.length, right])];
  return part.kind;
};

const conditions = (parts: Part[]): string[] =>
  parts.flatMap((part) => (part.kind === 'run' ? [part.run.holds] : part.kind === 'task' ? [part.condition] : []));

it('every lesson is there in every language, and has a number of its own', () => {
  expect(names.sort()).toEqual(stems.flatMap((stem) => languages.map((language) => `${stem}.${language}.md`)).sort());
  const numbers = stems.map((stem) => /^(\d\d)-[a-z_]+$/.exec(stem)?.[1]);
  expect(new Set(numbers).size).toBe(stems.length);
  expect(numbers).not.toContain(undefined);
});

describe.each(stems)('%s', (stem) => {
  const { lesson: english, solution } = lesson(stem, 'en');

  it('asks, runs, explains, sets a task that the tests can solve, and asks three questions', () => {
    const kinds = english.parts.map(({ kind }) => kind).join(' ');
    expect(kinds).toMatch(/^text (predict (run text )+)+task recall$/);
    expect(english.parts.flatMap((part) => (part.kind === 'recall' ? part.questions : []))).toHaveLength(3);
    expect(solution).not.toBeNull();
  });

  it('is the same in all languages, but for its words', () => {
    for (const language of languages) {
      const other = lesson(stem, language);
      expect(other.lesson.parts.map(acted_on)).toEqual(english.parts.map(acted_on));
      expect(other.solution).toEqual(solution);
      if (language !== 'en') expect(other.lesson.title).not.toBe(english.title);
    }
  });

  it('asks only for what has a name', () => {
    for (const condition of conditions(english.parts)) {
      const read = parse_condition(condition);
      expect(read, condition).not.toBeNull();
      for (const { name } of read ?? []) expect(is_named(name), `${condition}: ${name}`).toBe(true);
    }
    for (const part of english.parts)
      if (part.kind === 'run') for (const name of Object.keys(part.run.set)) expect(is_named(name), name).toBe(true);
  });

  it.each(languages)('in %s, fills in what there is, and holds neither scripts nor addresses', (language) => {
    const html = JSON.stringify(lesson(stem, language).lesson);
    for (const [, kind, name = ''] of html.matchAll(/\{(?:(param|view|choice):|first\.|earlier\.)?([\w.]+)\}/g)) {
      if (kind === 'choice') expect(texts).toHaveProperty([`choice.${name}`]);
      else if (kind === 'view') expect(Object.keys(texts).some((key) => /^view\./.test(key) && key.endsWith(`${name}.title`)), name).toBe(true);
      else expect(is_named(name), name).toBe(true);
    }
    expect(html).not.toMatch(/<script|<a |<img|\son\w+=|javascript:|https?:/i);
  });
});

describe('what is wrong in a lesson is said when the page is built', () => {
  it.each([
    ['no title', 'Only words.'],
    ['HTML', '# A\n\n<b>no</b>'],
    ['a question without a right answer', '# A\n\n```predict\nWhy?\n- a\n- b\n```\n'],
    ['a question with two', '# A\n\n```predict\nWhy?\n+ a\n+ b\n```\n'],
    ['a run without steps', '# A\n\n```run\nholds: loss < 1\n```\n'],
    ['a run that holds nothing', '# A\n\n```run\nsteps: 1\n```\n'],
    ['a task without a condition', '# A\n\n```task\nlink: #regression\n```\n'],
    ['a block of no kind', '# A\n\n```dance\n```\n'],
  ])('%s', (_, markdown) => {
    expect(() => read_lesson(markdown)).toThrow();
  });
});
