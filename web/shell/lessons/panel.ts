// The panel of the lessons, beside the stage, or below it on a phone: the list, a lesson, a review, a challenge.
import { by_id, element, tool } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Address } from '../link/address.ts';
import type { Session } from '../run/session.ts';
import { make_challenge, show_challenge } from './challenge_view.ts';
import { course } from './course.ts';
import { LessonView } from './lesson_view.ts';
import { make_list } from './list_view.ts';
import type { Progress } from './progress.ts';
import { remember } from './query.ts';
import { make_review } from './review_view.ts';

export class Panel {
  private readonly aside = by_id('lessons');
  private leave = (): void => {};
  private turn = 0;
  private readonly session: Session;
  private readonly address: Address;
  private readonly progress: Progress;
  private readonly closed: () => void;

  constructor(session: Session, address: Address, progress: Progress, closed: () => void) {
    this.session = session;
    this.address = address;
    this.progress = progress;
    this.closed = closed;
  }

  /** `said` stands at its end. */
  list(said = ''): void {
    remember({ lesson: '' });
    const ways = {
      lesson: (id: string) => void this.lesson(id),
      review: () => this.show(text('lessons.review'), make_review(this.progress, () => this.list()), true),
      challenge: () => this.show(text('lessons.make_challenge'), make_challenge(this.session, this.address), true),
    };
    this.show(text('lessons.title'), make_list(this.progress, ways, said), false);
  }

  async lesson(id: string): Promise<void> {
    const place = course.findIndex((one) => one.id === id);
    const entry = course[place];
    if (entry === undefined) return this.list();
    const turn = ++this.turn;
    const lesson = await entry.load();
    if (turn !== this.turn) return;
    remember({ lesson: id });
    const view = new LessonView(id, lesson, this.session, this.address, this.progress, () => this.end(place));
    this.show(lesson.title, view.box, true);
    this.leave = () => view.leave();
  }

  challenge(condition: string): void {
    const { box, stop } = show_challenge(this.session, condition);
    this.show(text('lessons.challenge'), box, true);
    this.leave = stop;
  }

  close(): void {
    ++this.turn;
    this.leave();
    remember({});
    this.aside.hidden = true;
    this.aside.replaceChildren();
    this.closed();
  }

  private show(title: string, content: HTMLElement, has_back: boolean): void {
    ++this.turn;
    this.leave();
    this.leave = () => {};
    const heading = element('h2', { tabindex: '-1' }, title);
    const back = has_back ? [tool('back', text('lessons.all'), () => this.list())] : [];
    const header = element('header', {}, ...back, heading, tool('close', text('lessons.close'), () => this.close()));
    this.aside.replaceChildren(header, element('div', { class: 'body' }, content));
    this.aside.hidden = false;
    heading.focus();
  }

  private end(place: number): HTMLElement {
    const next = course[place + 1];
    const button = (label: string, style: string, onclick: () => void): HTMLElement =>
      element('button', { class: `button ${style}`, type: 'button', onclick }, label);
    const on = next && button(text('lessons.next', { title: next.title }), 'main', () => void this.lesson(next.id));
    return element(
      'div',
      {},
      element('p', {}, text('lessons.end')),
      element('div', { class: 'row' }, ...(on ? [on] : []), button(text('lessons.all'), '', () => this.list())),
    );
  }
}
