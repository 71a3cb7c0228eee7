// A lesson's Markdown, taken apart: prose, and fenced blocks that the page acts on (predict, run, task, recall). A block
// `solution` is for the tests, which solve the task by it.
import { Marked } from 'marked';
import type { Lesson, Part, Question } from '../lessons/lesson.ts';

/** How a task is solved: values to set after it was opened, and steps to train. */
export interface Solution {
  set: Record<string, string>;
  steps: number;
}

export interface ReadLesson {
  lesson: Lesson;
  solution: Solution | null;
}

const marked = new Marked({
  renderer: {
    html: ({ text }) => {
      throw new Error(`a lesson holds HTML of its own: ${text}`);
    },
  },
});

const inline = (text: string): string => marked.parseInline(text.trim(), { async: false });
const block = (text: string): string => marked.parse(text.trim(), { async: false }).trim();

function question(text: string): Question {
  const lines = text.trim().split('\n');
  const is_choice = (line: string): boolean => /^[-+] /.test(line);
  const choices = lines.filter(is_choice);
  const right = choices.findIndex((line) => line.startsWith('+'));
  if (choices.length < 2 || choices.filter((line) => line.startsWith('+')).length !== 1)
    throw new Error(`a question needs choices, and one of them right: ${text}`);
  return {
    asks: inline(lines.filter((line) => !is_choice(line)).join(' ')),
    choices: choices.map((line) => inline(line.slice(2))),
    right,
  };
}

/** Lines "name: value" at the beginning, and what follows them. */
function fields(text: string): { told: Record<string, string>; rest: string } {
  const lines = text.split('\n');
  const told: Record<string, string> = {};
  for (;;) {
    const [, name, value] = /^(link|set|steps|holds|condition): (.*)$/.exec(lines[0] ?? '') ?? [];
    if (name === undefined || value === undefined) return { told, rest: lines.join('\n') };
    told[name] = value.trim();
    lines.shift();
  }
}

const assignments = (text = ''): Record<string, string> =>
  Object.fromEntries(
    text.split(' ').filter(Boolean).map((one): [string, string] => {
      const place = one.indexOf('=');
      return [one.slice(0, place), one.slice(place + 1)];
    }),
  );

function steps_of(text: string | undefined): number {
  const steps = Number(text);
  if (!Number.isInteger(steps) || steps < 0) throw new Error(`${text} is no number of steps`);
  return steps;
}

const needed = (told: Record<string, string>, name: string): string => {
  const value = told[name];
  if (value === undefined) throw new Error(`a block lacks "${name}:"`);
  return value;
};

const readers: Record<string, (text: string) => Part> = {
  predict: (text) => ({ kind: 'predict', question: question(text) }),
  run(text) {
    const { told, rest } = fields(text);
    const { link = null, set } = told;
    const run = { link, set: assignments(set), steps: steps_of(told.steps), holds: needed(told, 'holds') };
    return { kind: 'run', run, html: block(rest) };
  },
  task(text) {
    const { told, rest } = fields(text);
    return { kind: 'task', link: needed(told, 'link'), condition: needed(told, 'condition'), html: block(rest) };
  },
  recall: (text) => ({ kind: 'recall', questions: text.trim().split(/\n\s*\n/).map(question) }),
};

export const title_of = (markdown: string): string => {
  const [, title] = /^# (.+)$/m.exec(markdown) ?? [];
  if (title === undefined) throw new Error('a lesson lacks its title');
  return title.trim();
};

export function read_lesson(markdown: string): ReadLesson {
  const read: ReadLesson = { lesson: { title: title_of(markdown), parts: [] }, solution: null };
  for (const [, prose = '', kind, body = ''] of markdown.replace(/^# .+$/m, '').matchAll(/([^]*?)(?:^```(\w+)\n([^]*?)^```$|$(?![^]))/gm)) {
    if (prose.trim()) read.lesson.parts.push({ kind: 'text', html: block(prose) });
    if (kind === 'solution') {
      const { told } = fields(body);
      read.solution = { set: assignments(told.set), steps: steps_of(told.steps) };
    } else if (kind !== undefined) {
      const reader = readers[kind];
      if (reader === undefined) throw new Error(`a lesson has no block ${kind}`);
      read.lesson.parts.push(reader(body));
    }
  }
  return read;
}
