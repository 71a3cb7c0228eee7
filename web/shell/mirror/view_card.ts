// A view as a part of the document: its title, what it is about, what it tells now, and its numbers on request.
import { element } from '../base/dom.ts';
import { view_text } from '../base/names.ts';
import { number_text } from '../base/numbers.ts';
import type { Message, ViewSpec } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { data_table } from './data_table.ts';
import type { Passage, Told } from './told.ts';
import { teller } from './tellers.ts';

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
  private readonly write: HTMLButtonElement;
  private told: Told | null = null;
  private step = 0;
  private writing = false;

  /** `act` does what a button of the card is for. */
  constructor(demo: string, spec: ViewSpec, act: (event: Message) => void) {
    this.spec = spec;
    this.title = view_text(demo, spec.name, 'title');
    const heading = element('h3', { id: `mirror-view-${spec.name}` }, this.title);
    this.heading = heading;
    const about = view_text(demo, spec.name, 'about');
    const of = element('span', { class: 'unseen' }, text('mirror.numbers.of', { view: this.title }));
    const choice_row = element('label', { class: 'sheets' }, text('mirror.numbers.which'), this.choice);
    this.numbers = element('details', {}, element('summary', {}, text('mirror.numbers'), of), choice_row, this.sheet);
    this.numbers.addEventListener('toggle', () => this.fill());
    this.choice.onchange = () => this.fill();
    const onclick = (): void => act({ type: 'input', view: spec.name, kind: this.writing ? 'stop' : 'write' });
    this.write = element('button', { class: 'button', type: 'button', onclick });
    this.root = element('section', { class: 'view', 'aria-labelledby': heading.id });
    this.root.append(heading, about === '' ? '' : element('p', { class: 'about' }, about), this.words, this.table, this.write, this.numbers);
    this.words.append(element('p', {}, text('mirror.waits')));
    this.write.hidden = this.numbers.hidden = true;
  }

  /** `still`: nothing moves, so that open tables are read in peace when they are filled anew. */
  take(view: ViewData, step: number, still: boolean): void {
    const told = teller(this.spec.kind)(view);
    this.told = told;
    this.heading.textContent = view.options.of === undefined ? this.title : `${String(view.options.of)} · ${this.title}`;
    this.step = step;
    this.writing = view.options.writing === true;
    this.write.hidden = view.options.writing === undefined;
    this.write.textContent = text(this.writing ? 'ui.tokens.stop' : 'ui.tokens.write');
    tell(this.words, [...told.sentences.map((sentence) => element('p', {}, sentence)), ...(told.passages ?? []).map(written)]);
    tell(this.table, told.table ? [data_table(told.table, this.title)] : []);
    this.numbers.hidden = told.sheets.length === 0;
    this.offer(told.sheets.map(({ name }) => name));
    if (still) this.fill();
  }

  private offer(names: readonly string[]): void {
    const offered = [...this.choice.options].map(({ text: name }) => name);
    if (names.join('\n') !== offered.join('\n')) {
      const { selectedIndex } = this.choice;
      this.choice.replaceChildren(...names.map((name, i) => element('option', { value: String(i) }, name)));
      this.choice.selectedIndex = Math.min(Math.max(0, selectedIndex), names.length - 1);
    }
    if (this.choice.parentElement) this.choice.parentElement.hidden = names.length < 2;
  }

  private fill(): void {
    const sheet = this.told?.sheets[Math.max(0, this.choice.selectedIndex)];
    if (!this.numbers.open || sheet === undefined) return;
    const caption = text('mirror.numbers.caption', { name: sheet.name || this.title, step: number_text(this.step) });
    tell(this.sheet, [data_table(sheet.table(), caption)]);
  }
}
