// The questions that have come back, one after the other.
import { element } from '../base/dom.ts';
import { text } from '../base/text.ts';
import { course } from './course.ts';
import type { Question } from './lesson.ts';
import type { Progress } from './progress.ts';
import { make_question } from './question_view.ts';

async function question_of(card: string): Promise<{ title: string; question: Question } | null> {
  const [id, number] = card.split('.');
  const entry = course.find((one) => one.id === id);
  const { title, parts } = (await entry?.load()) ?? { title: '', parts: [] };
  const question = parts.flatMap((part) => (part.kind === 'recall' ? part.questions : []))[Number(number)];
  return question === undefined ? null : { title, question }; // a lesson may have gone, or lost a question
}

export function make_review(progress: Progress, back: () => void): HTMLElement {
  const box = element('div', {}, element('p', { class: 'soft' }, text('lessons.review.about')));
  const cards = progress.due();
  const end = (): void => {
    const button = element('button', { class: 'button', type: 'button', onclick: back }, text('lessons.all'));
    box.append(element('section', { class: 'part end' }, element('p', {}, text('lessons.review.end')), button));
    button.focus();
  };
  const ask = async (place: number, moves_focus: boolean): Promise<void> => {
    const card = cards[place];
    if (card === undefined) return end();
    const found = await question_of(card);
    if (found === null) return ask(place + 1, moves_focus);
    const view = make_question(found.question, (is_right) => {
      view.reveal();
      progress.answer(card, is_right);
      void ask(place + 1, true);
    });
    box.append(element('section', { class: 'part' }, element('h3', {}, found.title), view.box));
    if (moves_focus) view.box.querySelector('button')?.focus();
  };
  void ask(0, false);
  return box;
}
