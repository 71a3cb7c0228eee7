// Words of the trade in a sentence: each can be asked what it means, by pointing, by Tab and by a tap.
import { element } from '../base/dom.ts';
import { text, texts } from '../base/text.ts';

export interface Term {
  id: string;
  /** As they stand in sentences; the first is what it is called. */
  spellings: string[];
}

/** Of all terms: the texts term.<id>, whose spellings stand between bars, and term.<id>.about. */
export function glossary(table: Readonly<Record<string, string>>): Term[] {
  return Object.entries(table)
    .filter(([key]) => /^term\.\w+$/.test(key))
    .map(([key, spellings]) => ({ id: key.slice('term.'.length), spellings: spellings.split('|') }));
}

export interface Piece {
  words: string;
  /** The id of the term that they are; null where they are none. */
  term: string | null;
}

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `sentence` in pieces: each term where it stands first, the longest that fits. */
export function pieces(sentence: string, terms: readonly Term[]): Piece[] {
  const by_spelling = new Map(terms.flatMap(({ id, spellings }) => spellings.map((one) => [one.toLowerCase(), id] as const)));
  if (by_spelling.size === 0) return [{ words: sentence, term: null }];
  const longest_first = [...by_spelling.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${longest_first.join('|')})(?![\\p{L}\\p{N}-])`, 'giu');
  const found = new Set<string>();
  const result: Piece[] = [];
  let end = 0;
  for (const match of sentence.matchAll(pattern)) {
    const [words] = match;
    const term = by_spelling.get(words.toLowerCase()) ?? null;
    if (term === null || found.has(term)) continue;
    found.add(term);
    if (match.index > end) result.push({ words: sentence.slice(end, match.index), term: null });
    result.push({ words, term });
    end = match.index + words.length;
  }
  if (end < sentence.length) result.push({ words: sentence.slice(end), term: null });
  return result;
}

const margin = 8; // CSS pixels between the card and the window's edge

/** One card for all terms of the page. */
export class Terms {
  private readonly terms = glossary(texts);
  private readonly name = element('strong');
  private readonly meaning = element('span');
  private readonly card = element('div', { id: 'term-card', class: 'term-card', popover: 'manual', role: 'tooltip' }, this.name, this.meaning);

  constructor() {
    document.body.append(this.card);
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.hide());
    document.addEventListener('pointerdown', ({ target }) => {
      if (!(target instanceof Element && target.closest('.term'))) this.hide();
    });
  }

  /** Makes words of `target`, whose content is a text, ones that can be asked. */
  mark(target: HTMLElement): void {
    this.hide();
    const parts = pieces(target.textContent ?? '', this.terms).map(({ words, term }) => (term === null ? words : this.asked(words, term)));
    target.replaceChildren(...parts);
  }

  private asked(words: string, term: string): HTMLElement {
    const button = element('button', { type: 'button', class: 'term', 'aria-describedby': 'term-card' }, words);
    const show = (): void => this.show(button, term);
    for (const kind of ['pointerenter', 'focus', 'click']) button.addEventListener(kind, show);
    button.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && this.hide());
    button.addEventListener('blur', () => this.hide());
    return button;
  }

  private show(button: HTMLElement, term: string): void {
    this.name.textContent = this.terms.find(({ id }) => id === term)?.spellings[0] ?? term;
    this.meaning.textContent = text(`term.${term}.about`);
    this.card.showPopover();
    const word = button.getBoundingClientRect();
    const { width, height } = this.card.getBoundingClientRect();
    const left = Math.max(margin, Math.min(word.left, innerWidth - width - margin));
    const below = word.bottom + 4 + height < innerHeight;
    this.card.style.left = `${left}px`;
    this.card.style.top = `${below ? word.bottom + 4 : word.top - height - 4}px`;
  }

  private hide(): void {
    if (this.card.matches(':popover-open')) this.card.hidePopover();
  }
}
