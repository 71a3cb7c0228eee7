// All lessons, with those that are done, and the questions that have come back.
import { download } from '../base/download.ts';
import { element, icon } from '../base/dom.ts';
import { text } from '../base/text.ts';
import { course } from './course.ts';
import type { Progress } from './progress.ts';

export interface Ways {
  lesson(id: string): void;
  review(): void;
  challenge(): void;
}

export const told_progress = (progress: Progress): string =>
  text('lessons.progress', { done: course.filter(({ id }) => progress.is_done(id)).length, all: course.length });

function files(progress: Progress): HTMLElement[] {
  const state = element('p', { class: 'verdict', 'aria-live': 'polite' });
  const input = element('input', { type: 'file', accept: '.json,application/json', 'aria-label': text('lessons.from_file') });
  input.hidden = true;
  input.onchange = async () => {
    const [file] = input.files ?? [];
    input.value = '';
    const taken = file !== undefined && file.size < 1e6 && progress.take(await file.text());
    state.textContent = text(taken ? 'lessons.taken' : 'lessons.not_taken');
  };
  const as_file = (): void => download('gradlab-lessons.json', progress.written(), 'application/json');
  const button = (label: string, onclick: () => void): HTMLElement =>
    element('button', { class: 'button quiet', type: 'button', onclick }, text(label));
  return [button('lessons.as_file', as_file), button('lessons.from_file', () => input.click()), input, state];
}

export function make_list(progress: Progress, ways: Ways): HTMLElement {
  const counted = element('p', { class: 'soft' }, told_progress(progress));
  const due = progress.due().length;
  const review = element('button', { class: 'button main', type: 'button', onclick: ways.review }, text('lessons.review'));
  const coming_back = element('div', { class: 'due' }, element('p', {}, text(due === 1 ? 'lessons.due.one' : 'lessons.due', { count: due })), review);
  const entries = course.map(({ id, title }, index) => {
    const done = progress.is_done(id);
    const mark = done ? icon('check') : String(index + 1);
    const state = element('span', { class: 'unseen' }, text(done ? 'lessons.done' : 'lessons.open'));
    const button = element('button', { type: 'button', onclick: () => ways.lesson(id) }, element('span', { class: 'mark' }, mark), title, state);
    return element('li', { class: done ? 'done' : '' }, button);
  });
  const challenge = element('button', { class: 'button quiet', type: 'button', onclick: ways.challenge }, text('lessons.make_challenge'));
  return element(
    'div',
    {},
    element('p', {}, text('lessons.about')),
    counted,
    ...(due > 0 ? [coming_back] : []),
    element('ol', { class: 'course' }, ...entries),
    element('footer', {}, ...files(progress), challenge),
  );
}
