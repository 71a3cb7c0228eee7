// A game of the visitor's own, one move a press: buttons for the ways that there are, and for no way.
import { text } from '../base/text.ts';
import { type Hand, type MakeHand, button, group, told_after } from './hand.ts';
import { gains_text, type Play } from '../told/told_stages.ts';

const ways = ['left', 'up', 'down', 'right'];

export const play_game: MakeHand = ({ view, allows, act }): Hand => {
  let play: Play | undefined;
  const move = (action: number): void => void act({ type: 'input', view, kind: 'act', action });
  const steer = ways.map((way) => button(text(`ui.stage.${way}`), () => move(play?.actions.indexOf(way) ?? -1)));
  const go_on = button(text('mirror.play.go_on'), () => move(play?.rest ?? -1));
  const done = told_after();
  const root = group('mirror.play', ...steer, go_on, done);
  root.hidden = true;

  return {
    root,
    take: ({ options }) => {
      play = options.play as Play | undefined;
      root.hidden = play === undefined || !allows('act');
      if (play === undefined) return;
      const { actions, rest, moves, over, gains } = play;
      steer.forEach((press, i) => (press.hidden = !actions.includes(ways[i] ?? '')));
      go_on.hidden = rest < 0;
      const told = moves > 0 ? text(over ? 'mirror.play.over' : 'mirror.play.moves', { moves, gains: gains_text(gains) }) : '';
      if (done.textContent !== told) done.textContent = told;
    },
  };
};
