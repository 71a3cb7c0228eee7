// All lessons, with those that are done, and the questions that have come back.
import { copied } from '../base/copied.ts';
import { download } from '../base/download.ts';
import { element, icon } from '../base/dom.ts';
import { text } from '../base/text.ts';
import { course } from './course.ts';
import type { Progress } from './progress.ts';

const most_bytes = 1e6;

export interface Ways {
  lesson(id: string): void;
  review(): void;
  challenge(): void;
}

export const told_progress = (progress: Progress): string =>
  text('lessons.progress', { done: course.filter(({ id }) => progress.is_done(id)).length, all: course.length });

/** The way of progress out and in; `taken` is called when a file told of some. */
function carrying(progress: Progress, taken: () => void, said: string): HTMLElement[] {
  const state = element('p', { class: 'verdict', 'aria-live': 'polite' }, said);
  const link = element('input', { type: 'text', readonly: true, 'aria-label': text('lessons.as_link') });
  link.hidden = true;
  const input = element('input', { type: 'file', accept: '.json,application/json', 'aria-label': text('lessons.from_file') });
  input.hidden = true;
  input.onchange = async () => {
    const [file] = input.files ?? [];
    input.value = '';
    const good = file !== undefined && file.size < most_bytes && progress.take(await file.text());
    if (good) taken();
    state.textContent = text(good ? 'lessons.taken' : 'lessons.not_taken');
  };
  const as_file = (): void => download('gradlab-lessons.json', progress.written(), 'application/json');
  const as_link = (): void => {
    const page = new URL(location.href.replace(/[?#].*$/, ''));
    page.searchParams.set('progress', progress.packed());
    link.value = page.href;
    link.hidden = false;
    link.select();
    void copied(link.value).then((done) => {
      if (done) state.textContent = text('lessons.challenge.copied');
    });
  };
  const button = (label: string, onclick: () => void): HTMLElement =>
    element('button', { class: 'button quiet', type: 'button', onclick }, text(label));
  return [button('lessons.as_link', as_link), link, button('lessons.as_file', as_file), button('lessons.from_file', () => input.click()), input, state];
}

/** `said` is what was just done with her progress. */
export function make_list(progress: Progress, ways: Ways, said: string): HTMLElement {
  const counted = element('p', { class: 'soft' });
  const list = element('ol', { class: 'course' });
  const due = progress.due().length;
  const review = element('button', { class: 'button main', type: 'button', onclick: ways.review }, text('lessons.review'));
  const coming_back = element('div', { class: 'due' }, element('p', {}, text(due === 1 ? 'lessons.due.one' : 'lessons.due', { count: due })), review);
  const entry = ({ id, title }: (typeof course)[number], index: number): HTMLElement => {
    const done = progress.is_done(id);
    const mark = done ? icon('check') : String(index + 1);
    const state = element('span', { class: 'unseen' }, text(done ? 'lessons.done' : 'lessons.open'));
    const button = element('button', { type: 'button', onclick: () => ways.lesson(id) }, element('span', { class: 'mark' }, mark), title, state);
    return element('li', { class: done ? 'done' : '' }, button);
  };
  const show = (): void => {
    counted.textContent = told_progress(progress);
    list.replaceChildren(...course.map(entry));
  };
  show();
  const challenge = element('button', { class: 'button quiet', type: 'button', onclick: ways.challenge }, text('lessons.make_challenge'));
  return element(
    'div',
    {},
    element('p', {}, text('lessons.about')),
    counted,
    ...(due > 0 ? [coming_back] : []),
    list,
    element('footer', {}, ...carrying(progress, show, said), challenge),
  );
}
