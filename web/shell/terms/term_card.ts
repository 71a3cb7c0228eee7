// The card beside what is asked about: words of the trade, each with what it means.
import { element } from '../base/dom.ts';
import { text, texts } from '../base/text.ts';
import { finder, glossary, type Piece, type Term } from './glossary.ts';

/** In CSS pixels of the window. */
export type Rect = Pick<DOMRect, 'left' | 'top' | 'bottom'>;

interface PageTerms {
  terms: Term[];
  pieces(sentence: string): Piece[];
}

let known: PageTerms | null = null;

/** Of the page's language, once its texts are there. */
export function page_terms(): PageTerms {
  if (known) return known;
  const terms = glossary(texts);
  return (known = { terms, pieces: finder(terms) });
}

const margin = 8; // CSS pixels between the card and the window's edge

export class TermCard {
  private readonly card: HTMLElement;

  constructor(id: string) {
    this.card = element('div', { id, class: 'term-card', popover: 'manual', role: 'tooltip' });
    document.body.append(this.card);
  }

  /**
   * Under `beside`, or above it where there is no room: `sentence`, and what the terms of these ids mean. In a dialog the
   * card is a part of it: else it would lie outside of all that can be read meanwhile.
   */
  show(beside: Rect, ids: readonly string[], sentence = '', dialog: HTMLElement | null = null): void {
    const meanings = ids.map((id) =>
      element(
        'p',
        {},
        element('strong', {}, page_terms().terms.find((term) => term.id === id)?.spellings[0] ?? id),
        element('span', {}, text(`term.${id}.about`)),
      ),
    );
    this.card.replaceChildren(...(sentence === '' ? [] : [element('p', {}, sentence)]), ...meanings);
    const home = dialog ?? document.body;
    if (this.card.parentElement !== home) home.append(this.card);
    this.card.showPopover();
    const { width, height } = this.card.getBoundingClientRect();
    const left = Math.max(margin, Math.min(beside.left, innerWidth - width - margin));
    const below = beside.bottom + 4 + height < innerHeight;
    this.card.style.left = `${left}px`;
    this.card.style.top = `${below ? beside.bottom + 4 : beside.top - height - 4}px`;
  }

  /** Whether there was something to take away. */
  hide(): boolean {
    const shown = this.card.matches(':popover-open');
    if (shown) this.card.hidePopover();
    return shown;
  }
}
