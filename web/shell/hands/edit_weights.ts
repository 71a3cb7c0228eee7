// One weight or bias of a network, chosen by its layer and its two ends, and set.
import { element } from '../base/dom.ts';
import { number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { type Hand, type MakeHand, NumberBox, chosen, group, named, offer, told_after } from './hand.ts';
import { numbers } from '../told/told.ts';
import { unit_names } from '../told/told_networks.ts';

/** What arrows walk in, a tenth at a time; more can be typed. */
const reach = { low: -10, high: 10, logarithmic: false, whole: false };

export const edit_weights: MakeHand = (place): Hand => {
  const [layer, from, to] = [element('select'), element('select'), element('select')];
  const done = told_after();
  let shown: ViewData = { options: {}, tensors: {} };
  let names: string[][] = [];

  /** A bias stands behind the weights of its unit. */
  const is_bias = (): boolean => chosen(from) === names[chosen(layer)]?.length;

  function value_now(): number {
    const width = names[chosen(layer) + 1]?.length ?? 0;
    if (is_bias()) return numbers(shown, `biases.${chosen(layer)}`)[chosen(to)] ?? NaN;
    return numbers(shown, `weights.${chosen(layer)}`)[chosen(from) * width + chosen(to)] ?? NaN;
  }

  async function send(): Promise<void> {
    const at = { layer: chosen(layer), from: is_bias() ? -1 : chosen(from), to: chosen(to) };
    const [begin, end] = [from, to].map((choice) => choice.selectedOptions[0]?.text ?? '');
    const told = { from: begin as string, to: end as string, value: number_text(value.value) };
    const event = { type: 'input', view: place.view, kind: 'weight', ...at, value: value.value };
    if (await place.act(event)) done.textContent = text('mirror.weight.done', told);
  }

  const value = new NumberBox(() => void send(), () => reach);

  /** Other ends have another value; otherwise what is typed stays. */
  function show(other: boolean): void {
    const at = chosen(layer);
    offer(layer, names.slice(1).map((_, i) => text('mirror.network.weights', { from: i + 1, to: i + 2 })));
    const biases = numbers(shown, `biases.${at}`).length > 0 ? [text('ui.network.bias')] : [];
    offer(from, [...(names[at] ?? []), ...biases]);
    offer(to, names[at + 1] ?? []);
    const now = value_now();
    if (Number.isFinite(now)) other ? value.set(now) : value.show(now);
  }

  for (const choice of [layer, from, to]) choice.onchange = () => show(true);
  const root = group(
    'mirror.weight',
    named(text('mirror.numbers.which'), layer),
    named(text('mirror.weight.from'), from),
    named(text('mirror.weight.to'), to),
    named(text('mirror.weight.value'), value.root),
    done,
  );
  root.hidden = true;

  return {
    root,
    take: (view) => {
      shown = view;
      names = unit_names(view);
      root.hidden = names.length < 2 || !place.allows('weight');
      if (!root.hidden) show(false);
    },
  };
};
