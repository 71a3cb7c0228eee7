// Words of the trade in the page's sentences: each can be asked what it means, by pointing, by Tab and by a tap.
import { element } from '../base/dom.ts';
import type { Arguments } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { page_terms, TermCard } from './term_card.ts';

const card_id = 'term-card';
let card: TermCard | null = null;
let asker: HTMLElement | null = null; // whose word the card explains

function make_card(): TermCard {
  const made = new TermCard(card_id);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && made.hide()) event.preventDefault(); // a dialog stays until the next
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!(target instanceof Element && target.closest('.term'))) made.hide();
  });
  const follow = new MutationObserver(() => asker?.isConnected === false && made.hide()); // a notice that goes takes it along
  follow.observe(document.body, { childList: true, subtree: true });
  return made;
}

function asked(words: string, term: string, shown: TermCard): HTMLElement {
  const button = element('button', { type: 'button', class: 'term', 'aria-describedby': card_id }, words);
  const show = (): void => {
    asker = button;
    shown.show(button.getBoundingClientRect(), [term], '', button.closest('dialog'));
  };
  for (const kind of ['pointerenter', 'focus', 'click']) button.addEventListener(kind, show);
  button.addEventListener('pointerleave', ({ pointerType }) => pointerType === 'mouse' && shown.hide());
  button.addEventListener('blur', () => shown.hide());
  return button;
}

/**
 * Makes terms in the texts of `target` ones that can be asked; one card explains all of the page. A word of `names`, such
 * as a visitor's own column has, is none: nobody knows here what it means.
 */
export function mark_terms(target: HTMLElement, names: readonly string[] = []): void {
  const shown = (card ??= make_card());
  const texts = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (texts.nextNode()) if (!texts.currentNode.parentElement?.closest('a, button')) nodes.push(texts.currentNode as Text);
  for (const node of nodes) {
    const is_name = (words: string): boolean => names.some((name) => name.includes(words));
    const parts = page_terms()
      .pieces(node.data)
      .map(({ words, term }) => (term === null || is_name(words) ? words : asked(words, term, shown)));
    node.replaceWith(...parts);
  }
}

/** The text `key` as a paragraph whose terms can be asked. */
export function paragraph(key: string, values: Arguments = {}, kind = ''): HTMLParagraphElement {
  const made = element('p', kind === '' ? {} : { class: kind }, text(key, values));
  mark_terms(made, Object.values(values).filter((value) => typeof value === 'string'));
  return made;
}
