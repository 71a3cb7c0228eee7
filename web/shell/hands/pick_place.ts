// What a click at a place of a picture does, where that is not one of the visitor's points: its numbers are typed.
import { element } from '../base/dom.ts';
import { text } from '../base/text.ts';
import { type Hand, type MakeHand, NumberBox, button, chosen, group, named, offer, told_after } from './hand.ts';
import { labels, list, place_text, word } from '../told/told.ts';

export const pick_place: MakeHand = ({ view, allows, act }): Hand => {
  const brush = element('select');
  const done = told_after();
  let bounds: number[] = [];
  let brushes: string[] = [];
  const reach = (low: number) => () => ({ low: bounds[low] ?? 0, high: bounds[low + 1] ?? 1, logarithmic: false, whole: false });
  const [x, y] = [new NumberBox(() => {}, reach(0)), new NumberBox(() => {}, reach(2))];
  const pick = button('', () => {
    const at = [x.value, y.value] as const;
    if (!at.every(Number.isFinite)) return;
    const event = brushes.length > 0 ? { kind: 'points', points: [[...at, chosen(brush)]] } : { kind: 'choose', x: at[0], y: at[1] };
    const asked = act({ type: 'input', view, ...event });
    void asked.then((did) => void (done.textContent = did ? text('mirror.choose.done', { said: [place_text(...at)] }) : ''));
  });
  const clear = button(text('ui.stage.clear'), () => void act({ type: 'input', view, kind: 'clear' }));
  const [across, up] = [named('', x.root), named('', y.root)];
  const what = named(text('mirror.stage.what'), brush);
  const root = group('mirror.place', across, up, what, pick, clear, done);
  root.hidden = true;

  return {
    root,
    take: ({ options }) => {
      brushes = labels(options.brushes);
      const draws = brushes.length > 0;
      root.hidden = !(draws || options.choose) || !allows(draws ? 'points' : 'choose');
      what.hidden = clear.hidden = !draws;
      offer(brush, draws ? brushes : ['']);
      pick.textContent = text(draws ? 'ui.points.add' : 'mirror.choose.do');
      const first = bounds.length === 0;
      bounds = list<number>(options.bounds);
      if (first) for (const [box, low] of [[x, 0], [y, 2]] as const) box.set(((bounds[low] ?? 0) + (bounds[low + 1] ?? 0)) / 2);
      for (const [row, name] of [[across, word(options.x) || 'x'], [up, word(options.y) || 'y']] as const) (row.firstChild as HTMLElement).textContent = name;
    },
  };
};
