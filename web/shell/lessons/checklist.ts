// What is asked for, point by point, with what it is now; each turns green while it holds.
import { element, icon } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Session } from '../run/session.ts';
import { type Comparison, type Facts, is_met } from './condition.ts';
import { counted, facts_of, WeightCount } from './facts.ts';
import { comparison_in_words, fact_in_words } from './words.ts';

export interface Checklist {
  list: HTMLElement;
  /** It looks from now on. */
  begin(): void;
  /** It looks no more. */
  stop(): void;
}

/** `met` is called, once, when all hold at the same time after the first step, while `demo` is open. */
export function make_checklist(session: Session, demo: string, comparisons: readonly Comparison[], met: (facts: Facts) => void): Checklist {
  const rows = comparisons.map((comparison) => {
    const now = element('small', {});
    const words = element('span', {}, comparison_in_words(session.demo, comparison));
    const state = element('span', { class: 'unseen' });
    return { comparison, words, now, state, row: element('li', {}, icon('check'), words, now, state) };
  });
  const list = element('ul', { class: 'checks' }, ...rows.map(({ row }) => row));
  const count = new WeightCount(session);
  const counts = comparisons.some(({ name }) => name === counted);
  let looking = false;

  const show = (): void => {
    if (!looking) return;
    const facts = session.demo?.id === demo ? { ...facts_of(session), [counted]: count.now } : {};
    const hold = rows.map(({ comparison, words, now, state, row }) => {
      const holds = is_met(comparison, facts);
      row.classList.toggle('met', holds);
      words.textContent = comparison_in_words(session.demo, comparison);
      state.textContent = text(holds ? 'lessons.holds' : 'lessons.holds_not');
      const fact = fact_in_words(session.demo, comparison.name, facts);
      now.textContent = fact && text('lessons.now', { value: fact });
      return holds;
    });
    if (!hold.every(Boolean) || (session.metrics.step ?? 0) === 0) return;
    looking = false;
    met(facts);
  };
  const look = (): void => {
    show();
    if (counts) session.attempt(count.update().then((other) => void (other && show())));
  };
  let stop_looking = (): void => {};
  const stop = (): void => {
    looking = false;
    stop_looking();
  };
  const begin = (): void => {
    stop();
    looking = true;
    stop_looking = session.changed.on(look);
    look();
  };
  return { list, begin, stop };
}
