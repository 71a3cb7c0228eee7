// The curves of a chart as sound: high where they are high, from left to right; with the numbers in words. chart2music comes
// when somebody asks for it.
import type { Chart, Point } from 'chart2music';
import { element } from '../base/dom.ts';
import { language } from '../base/language.ts';
import { number_text } from '../base/numbers.ts';
import { has_text, text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { type Hand, type MakeHand, button } from './hand.ts';
import { word } from '../told/told.ts';
import { lines_of } from '../told/told_charts.ts';

type Curves = Record<string, Point[]>;

/** What there is to hear, by the names of the curves. */
export function curves_to_hear(view: ViewData): Curves {
  const curves = lines_of(view).map(({ name, x, y }, i, all): [string, Point[]] => {
    const points = x.flatMap((place, at) => (Number.isFinite(y[at]) && Number.isFinite(place) ? [{ x: place, y: y[at] as number }] : []));
    return [all.findIndex((one) => one.name === name) === i ? name : `${name} ${i + 1}`, points];
  });
  return Object.fromEntries(curves.filter(([, points]) => points.length > 0));
}

/** Our own sentence in place of the library's, where there is one. */
const own_text = ({ id }: { id: string }): string | false => has_text(`mirror.listen.${id}`) && text(`mirror.listen.${id}`);

export const listen: MakeHand = ({ view: name, title }): Hand => {
  const id = `mirror-listen-${name}`;
  const keys = element('p', { class: 'about', id }, text('mirror.listen.keys'));
  const heard = element('div', { class: 'heard' });
  const box = element('div', { class: 'listened', tabindex: '0', 'aria-label': text('mirror.listen.to', { view: title }), 'aria-describedby': id }, keys);
  const state = element('p', { role: 'status' });
  let shown: ViewData = { options: {}, tensors: {} };
  let chart: Chart | null = null;
  let sounding = '';

  const axes = ({ options }: ViewData, curves: Curves) => {
    const positive = Object.values(curves).every((points) => points.every(({ y }) => y > 0));
    return {
      x: { label: word(options.x), format: number_text, continuous: true },
      y: { label: word(options.y), format: number_text, type: options.log_y && positive ? ('log10' as const) : ('linear' as const) },
    };
  };

  async function start(): Promise<void> {
    const library = await import('chart2music').catch(() => null);
    if (library === null) return void (state.textContent = text('mirror.listen.away'));
    if (chart !== null) return box.focus();
    const curves = curves_to_hear(shown);
    if (Object.keys(curves).length === 0) return void (state.textContent = text('mirror.listen.nothing'));
    root.append(box, heard);
    const made = library.c2mChart({
      type: 'line',
      element: box,
      cc: heard,
      title,
      lang: language,
      data: curves,
      axes: axes(shown, curves),
      options: {
        translationCallback: own_text,
        customHotkeys: [{ key: { key: 'h' }, force: true, callback: () => heard.replaceChildren(text('mirror.listen.keys')) }],
      },
    });
    const deaf = made.data === undefined || box.getAttribute('role') !== 'application'; // as on phones, whose browsers it leaves alone
    state.textContent = deaf ? text('mirror.listen.none') : '';
    if (deaf || made.data === undefined) return close();
    chart = made.data;
    sounding = JSON.stringify(curves);
    box.focus();
  }

  function close(): void {
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Control', ctrlKey: true })); // which ends what plays
    chart?.cleanUp();
    chart = null;
    box.remove();
    heard.remove();
  }

  const press = button(text('mirror.listen'), () => void start());
  press.append(element('span', { class: 'unseen' }, text('mirror.numbers.of', { view: title })));
  const root = element('div', { class: 'act', hidden: true }, press, state);

  return {
    root,
    take: (view, still) => {
      shown = view;
      root.hidden = !lines_of(view).some(({ y }) => y.some(Number.isFinite));
      if (chart === null || !still || root.hidden) return;
      const curves = curves_to_hear(view);
      const now = JSON.stringify(curves);
      if (now === sounding) return;
      sounding = now;
      const { index, group } = chart.getCurrent();
      chart.setData(curves, axes(view, curves), index, group);
    },
    stop: close,
  };
};
