// A view as a part of the document: its title, what it is about, what it tells now, and its numbers on request.
import { element } from '../base/dom.ts';
import { download } from '../base/download.ts';
import { label_text, view_text } from '../base/names.ts';
import { number_text } from '../base/numbers.ts';
import type { ViewSpec } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { csv_of } from '../project/view_table.ts';
import type { ViewData } from '../run/view_data.ts';
import { mark_terms } from '../terms/terms.ts';
import { data_table } from './data_table.ts';
import { button, chosen, type Hand, offer, type Place } from '../hands/hand.ts';
import { hands_for } from '../hands/hands.ts';
import type { Passage, Told } from '../told/told.ts';
import { teller } from '../told/tellers.ts';

const written = ({ about, given, written: rest }: Passage): HTMLElement =>
  element(
    'div',
    { class: 'passage' },
    element('p', { class: 'about' }, about),
    element('p', { class: 'text' }, element('b', {}, given), rest),
  );

/** Puts `parts` in the place of what is in `box`, unless that says the same: a reader's place in it stays. */
function tell(box: HTMLElement, parts: readonly HTMLElement[]): void {
  const same = parts.length === box.children.length && parts.every((part, i) => part.isEqualNode(box.children[i] ?? null));
  if (!same) box.replaceChildren(...parts);
}

export class ViewCard {
  readonly root: HTMLElement;
  readonly spec: ViewSpec;
  private readonly title: string;
  private readonly heading: HTMLElement;
  private readonly words = element('div', { class: 'words' });
  private readonly table = element('div');
  private readonly numbers: HTMLDetailsElement;
  private readonly choice = element('select');
  private readonly sheet = element('div');
  private readonly hands: Hand[];
  private told: Told | null = null;
  private view: ViewData | null = null;
  private step = 0;

  constructor(demo: string, spec: ViewSpec, place: Omit<Place, 'view' | 'title'>) {
    this.spec = spec;
    this.title = view_text(demo, spec.name, 'title');
    this.heading = element('h3', { id: `mirror-view-${spec.name}` }, this.title);
    const about = element('p', { class: 'about' }, view_text(demo, spec.name, 'about'));
    mark_terms(about);
    about.hidden = about.textContent === '';
    const of = element('span', { class: 'unseen' }, text('mirror.numbers.of', { view: this.title }));
    const choice_row = element('label', { class: 'sheets' }, text('mirror.numbers.which'), this.choice);
    const save = button(text('shell.card.csv'), () => {
      const name = `${demo}-${spec.name}-${this.step}.csv`;
      if (this.view) download(name, csv_of(this.view, label_text), 'text/csv');
    });
    this.numbers = element('details', {}, element('summary', {}, text('mirror.numbers'), of), choice_row, this.sheet, save);
    this.numbers.addEventListener('toggle', () => this.fill());
    this.choice.onchange = () => this.fill();
    this.hands = hands_for(spec.kind).map((make) => make({ ...place, view: spec.name, title: this.title }));
    this.root = element('section', { class: 'view', 'aria-labelledby': this.heading.id });
    this.root.append(this.heading, about, this.words, this.table, ...this.hands.map(({ root }) => root), this.numbers);
    this.words.append(element('p', {}, text('mirror.waits')));
    this.numbers.hidden = true;
  }

  /** `still`: nothing moves, so that open tables are read in peace when they are filled anew. */
  take(view: ViewData, step: number, still: boolean): void {
    const told = teller(this.spec.kind)(view);
    this.told = told;
    this.view = view;
    this.heading.textContent = view.options.of === undefined ? this.title : `${String(view.options.of)} · ${this.title}`;
    this.step = step;
    tell(this.words, [...told.sentences.map((sentence) => element('p', {}, sentence)), ...(told.passages ?? []).map(written)]);
    tell(this.table, told.table ? [data_table(told.table, this.title)] : []);
    this.numbers.hidden = told.sheets.length === 0;
    const names = told.sheets.map(({ name }) => name);
    offer(this.choice, names);
    if (this.choice.parentElement) this.choice.parentElement.hidden = names.length < 2;
    for (const hand of this.hands) hand.take(view, still);
    if (still) this.fill();
  }

  /** Nobody reads any more. */
  stop(): void {
    for (const hand of this.hands) hand.stop?.();
  }

  private fill(): void {
    const sheet = this.told?.sheets[chosen(this.choice)];
    if (!this.numbers.open || sheet === undefined) return;
    const caption = text('mirror.numbers.caption', { name: sheet.name || this.title, step: number_text(this.step) });
    tell(this.sheet, [data_table(sheet.table(), caption)]);
  }
}
