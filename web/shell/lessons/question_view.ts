// A question with its answers to choose from.
import { element, icon } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Question } from './lesson.ts';
import { prose } from './prose.ts';

export interface QuestionView {
  box: HTMLElement;
  /** Marks the right answer, and the one that was chosen where it is another. */
  reveal(): void;
}

/** `chosen` is called once, with whether the answer is right. */
export function make_question({ asks, choices, right }: Question, chosen: (is_right: boolean) => void): QuestionView {
  let taken = -1;
  const verdict = element('p', { class: 'verdict', 'aria-live': 'polite' });
  const buttons = choices.map((choice, index) => {
    const button = element('button', { class: 'answer', type: 'button', 'aria-pressed': 'false' }, prose('span', choice));
    button.onclick = () => {
      taken = index;
      button.setAttribute('aria-pressed', 'true');
      for (const one of buttons) one.disabled = true;
      chosen(index === right);
    };
    return button;
  });
  const mark = (index: number, kind: 'right' | 'wrong'): void => {
    const button = buttons[index] as HTMLButtonElement;
    button.classList.add(kind);
    button.append(icon(kind === 'right' ? 'check' : 'close'), element('span', { class: 'unseen' }, text(`lessons.${kind}`)));
  };
  const reveal = (): void => {
    if (taken < 0) return;
    mark(right, 'right');
    if (taken !== right) mark(taken, 'wrong');
    verdict.textContent = text(taken === right ? 'lessons.answered_right' : 'lessons.answered_wrong');
  };
  return { box: element('fieldset', { class: 'question' }, prose('legend', asks), ...buttons, verdict), reveal };
}
