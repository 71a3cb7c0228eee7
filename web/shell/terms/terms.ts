// Words of the trade in the page's sentences: each can be asked what it means, by pointing, by Tab and by a tap.
import { element } from '../base/dom.ts';
import { page_terms, TermCard } from './term_card.ts';

const card_id = 'term-card';
let card: TermCard | null = null;

function make_card(): TermCard {
  const made = new TermCard(card_id);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && made.hide());
  document.addEventListener('pointerdown', ({ target }) => {
    if (!(target instanceof Element && target.closest('.term'))) made.hide();
  });
  return made;
}

function asked(words: string, term: string, shown: TermCard): HTMLElement {
  const button = element('button', { type: 'button', class: 'term', 'aria-describedby': card_id }, words);
  const show = (): void => shown.show(button.getBoundingClientRect(), [term]);
  for (const kind of ['pointerenter', 'focus', 'click']) button.addEventListener(kind, show);
  button.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && shown.hide());
  button.addEventListener('blur', () => shown.hide());
  return button;
}

/** Makes terms in the texts of `target` ones that can be asked; one card explains all of the page. */
export function mark_terms(target: HTMLElement): void {
  const shown = (card ??= make_card());
  shown.hide();
  const texts = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (texts.nextNode()) if (!texts.currentNode.parentElement?.closest('a, button')) nodes.push(texts.currentNode as Text);
  for (const node of nodes) {
    const parts = page_terms().pieces(node.data).map(({ words, term }) => (term === null ? words : asked(words, term, shown)));
    node.replaceWith(...parts);
  }
}
