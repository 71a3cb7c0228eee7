// What a network writes goes on, or stops.
import { element } from '../base/dom.ts';
import { text } from '../base/text.ts';
import { type Hand, type MakeHand, button } from './hand.ts';

export const write: MakeHand = ({ view, act }): Hand => {
  let writing = false;
  const press = button('', () => void act({ type: 'input', view, kind: writing ? 'stop' : 'write' }));
  const root = element('div', { class: 'act', hidden: true }, press);
  return {
    root,
    take: ({ options }) => {
      writing = options.writing === true;
      root.hidden = options.writing === undefined;
      press.textContent = text(writing ? 'ui.tokens.stop' : 'ui.tokens.write');
    },
  };
};
