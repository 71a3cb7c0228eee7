// What the workspace says of what is pointed at there, as a card of the page: it can be read, translated, and explains its terms.
import type { TipRequest } from '../base/protocol.ts';
import { page_terms, TermCard } from '../terms/term_card.ts';

export class CanvasTip {
  private readonly card = new TermCard('canvas-tip');
  private readonly canvas: HTMLElement;

  constructor(canvas: HTMLElement) {
    this.canvas = canvas;
  }

  /** Takes the card away where there is nothing to say. */
  show({ sentence, words, box: [x, y, , height] }: TipRequest): void {
    const terms = page_terms().pieces(`${words}\n${sentence}`).flatMap(({ term }) => term ?? []);
    if (sentence === '' && terms.length === 0) return void this.card.hide();
    const { left, top } = this.canvas.getBoundingClientRect();
    this.card.show({ left: left + x, top: top + y, bottom: top + y + height }, terms, sentence);
  }
}
