// A lesson on its way: one part after the other, each when the one before it is done.
import { element, icon } from '../base/dom.ts';
import { text } from '../base/text.ts';
import { theme } from '../base/theme.ts';
import type { Address } from '../link/address.ts';
import { parse_link } from '../link/link.ts';
import type { Session } from '../run/session.ts';
import { Superseded } from '../run/superseded.ts';
import { mark_terms } from '../terms/terms.ts';
import { make_checklist, type Checklist } from './checklist.ts';
import type { Facts } from './condition.ts';
import type { Lesson, Part } from './lesson.ts';
import type { Progress } from './progress.ts';
import { prose } from './prose.ts';
import { make_question } from './question_view.ts';
import { condition_of, run_on_page } from './run_on_page.ts';
import { control_in_words, filled, value_in_words } from './words.ts';

const space_above = 8; // pixels

type Of<Kind extends Part['kind']> = Extract<Part, { kind: Kind }>;

/** Moves the focus there, and scrolls the panel alone. */
function bring_up(part: HTMLElement): void {
  part.focus({ preventScroll: true });
  part.closest('.body')?.scrollTo({ top: part.offsetTop - space_above, behavior: theme().still ? 'instant' : 'smooth' });
}

export class LessonView {
  readonly box = element('div', {});
  private runs: Record<'now' | 'first' | 'earlier', Facts> = { now: {}, first: {}, earlier: {} };
  private reveal = (): void => {};
  private checks: Checklist | null = null;
  private solved = false;
  private readonly id: string;
  private readonly lesson: Lesson;
  private readonly session: Session;
  private readonly address: Address;
  private readonly progress: Progress;
  private readonly end: () => HTMLElement;

  /** `end` makes what stands below a lesson that is done. */
  constructor(id: string, lesson: Lesson, session: Session, address: Address, progress: Progress, end: () => HTMLElement) {
    this.id = id;
    this.lesson = lesson;
    this.session = session;
    this.address = address;
    this.progress = progress;
    this.end = end;
    this.box.addEventListener('click', ({ target }) => {
      const { param } = target instanceof HTMLElement ? target.dataset : {};
      if (param) this.session.sight.pointed.emit({ names: [param], comes: true });
    });
    this.show(0, false);
  }

  /** It is on screen no more. */
  leave(): void {
    this.checks?.stop();
    this.point_at([]);
  }

  /** Shows part `place`, and those behind it up to the next at which something is to be done. */
  private show(place: number, moves_focus = true): void {
    const part = this.lesson.parts[place];
    if (part === undefined) return this.finish();
    const next = (): void => this.show(place + 1);
    const follows_run = this.lesson.parts[place - 1]?.kind === 'run';
    const title = part.kind === 'text' ? (follows_run ? 'lessons.explain' : null) : `lessons.${part.kind}`;
    const heading = title === null ? [] : [element('h3', {}, text(title))];
    const box = element('section', { class: `part ${part.kind}`, tabindex: '-1' }, ...heading, ...this.content(part, next, place));
    this.box.append(box);
    if (moves_focus) {
      bring_up(box);
    }
    if (part.kind === 'text') this.show(place + 1, false);
  }

  private content(part: Part, next: () => void, place: number): Node[] {
    switch (part.kind) {
      case 'text':
        return [this.told(part.html)];
      case 'predict':
        return this.predict(part, next);
      case 'run':
        return this.run(part, next, this.lesson.parts[place + 2]?.kind !== 'run');
      case 'task':
        return this.task(part, next);
      case 'recall':
        return this.recall(part, next);
    }
  }

  private told(html: string): HTMLElement {
    const words = prose('div', this.fill(html));
    mark_terms(words);
    return words;
  }

  private point_at(names: string[]): void {
    this.session.sight.pointed.emit({ names, comes: false });
  }

  private fill = (html: string): string => filled(html, this.session.demo, this.runs);

  private predict({ question }: Of<'predict'>, next: () => void): Node[] {
    const { box, reveal } = make_question({ ...question, asks: this.fill(question.asks) }, () => {
      this.reveal = reveal; // once it was seen who is right
      next();
    });
    return [box];
  }

  /** `decides`: with it one has seen what was to be predicted. */
  private run({ run, html }: Of<'run'>, next: () => void, decides: boolean): Node[] {
    const { session } = this;
    const sets = element('ul', { class: 'settings' });
    const button = element('button', { class: 'button main', type: 'button' }, icon('play'), text('lessons.do_run'));
    const state = element('p', { class: 'verdict', 'aria-live': 'polite' });
    const work = async (): Promise<void> => {
      this.runs.earlier = this.runs.now;
      this.point_at(Object.keys(run.set));
      Object.assign(this.runs, await run_on_page(session, this.address, run));
      state.textContent = text('lessons.ran', { step: session.metrics.step ?? 0 });
      if (decides) this.reveal();
      next();
    };
    button.onclick = () => {
      button.disabled = true;
      state.textContent = text('lessons.running');
      const done = work().catch((error: unknown) => {
        button.disabled = false;
        state.textContent = error instanceof Superseded ? text('lessons.run_left') : '';
        throw error;
      });
      session.attempt(done);
    };
    const demo = this.demo_of(run.link);
    const values = Object.entries(run.set).map(([name, value]) =>
      element('li', {}, `${control_in_words(demo, name)}: `, element('b', {}, value_in_words(demo, name, value))),
    );
    sets.append(...values, element('li', {}, text(run.steps === 1 ? 'lessons.steps.one' : 'lessons.steps', { steps: run.steps })));
    return [...(html ? [this.told(html)] : []), sets, button, state];
  }

  private demo_of(link: string | null) {
    const { demos, demo } = this.session;
    return link === null ? demo : (demos.find(({ id }) => id === parse_link(link, demos).demo) ?? demo);
  }

  private task({ link, condition, html }: Of<'task'>, next: () => void): Node[] {
    const { session } = this;
    const state = element('p', { class: 'verdict', 'aria-live': 'polite' });
    const demo = this.demo_of(link)?.id ?? '';
    const go_on = (): void => {
      checks.stop();
      without.remove();
      start.remove();
      next();
    };
    const met = (): void => {
      this.solved = true;
      state.textContent = text('lessons.task_solved');
      go_on();
    };
    const start = element('button', { class: 'button main', type: 'button' }, text('lessons.start'));
    const without = element('button', { class: 'button quiet', type: 'button', onclick: go_on }, text('lessons.without'));
    const checks = make_checklist(session, demo, condition_of(condition), met);
    this.checks = checks;
    start.onclick = () => {
      const opened = this.address.lead(link).then(() => {
        checks.begin();
        this.point_at([...html.matchAll(/\{param:(\w+)\}/g)].map(([, name = '']) => name));
        start.textContent = text('lessons.start_again');
        state.textContent = text('lessons.started');
      });
      session.attempt(opened);
    };
    return [this.told(html), checks.list, state, element('div', { class: 'row' }, start, without)];
  }

  private recall({ questions }: Of<'recall'>, next: () => void): Node[] {
    const box = element('div', {});
    const ask = (place: number): void => {
      const question = questions[place];
      if (question === undefined) return next();
      const view = make_question(question, (is_right) => {
        view.reveal();
        this.progress.answer(`${this.id}.${place}`, is_right);
        ask(place + 1);
        box.querySelectorAll<HTMLElement>('fieldset')[place + 1]?.querySelector('button')?.focus();
      });
      box.append(view.box);
    };
    ask(0);
    return [element('p', { class: 'soft' }, text('lessons.recall.about')), box];
  }

  private finish(): void {
    this.progress.finish(this.id, this.solved);
    const end = element('section', { class: 'part end', tabindex: '-1' }, this.end());
    this.box.append(end);
    bring_up(end);
  }
}
