// The network with its weights, and the pad with what the network makes of a drawing.
import { number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { counted, grid_table, labels, list, numbers, type Sheet, type Teller, tensor, word } from './told.ts';

interface Layer {
  label: string;
  units: number;
  activation: string;
}

/** The names of each layer's units: numbers, where they have none of their own. */
export function unit_names({ options }: ViewData): string[][] {
  const layers = list<Layer>(options.layers);
  return layers.map(({ units }, i) => {
    const own = i === 0 ? labels(options.inputs) : i === layers.length - 1 ? labels(options.outputs) : [];
    return own.length === units ? own : counted(units);
  });
}

export const tell_network: Teller = (view) => {
  const layers = list<Layer>(view.options.layers);
  const names = unit_names(view);
  const told = layers.map(({ label, units }) => text('mirror.network.layer', { units, layer: word(label) }));
  const sheets = layers.slice(1).map((_, i): Sheet => {
    const from = names[i] ?? [];
    const to = names[i + 1] ?? [];
    const weights = numbers(view, `weights.${i}`);
    const biases = numbers(view, `biases.${i}`);
    const grid = grid_table(weights, to, from, 0, text('mirror.network.corner'));
    const row = (index: number): string[] =>
      index < from.length ? grid.row(index) : [text('ui.network.bias'), ...to.map((_, unit) => number_text(biases[unit]))];
    return {
      name: text('mirror.network.weights', { from: i + 1, to: i + 2 }),
      table: () => ({ ...grid, count: from.length + (biases.length > 0 ? 1 : 0), row }),
    };
  });
  return { sentences: [text('mirror.network', { layers: told })], sheets };
};

export const tell_pad: Teller = (view) => {
  const { options } = view;
  const names = labels(options.labels);
  const answer = names[Number(options.answer)];
  const shares = numbers(view, 'probabilities');
  const { shape, data } = tensor(view, 'image');
  const [height = 0, width = 0] = shape;
  const lessons = Number(options.lessons ?? 0);
  const sentences = [
    answer === undefined
      ? text('mirror.pad.empty')
      : text('mirror.pad', { answer, share: number_text(shares[Number(options.answer)]) }),
    ...(lessons > 0 ? [text(lessons === 1 ? 'ui.pad.taught.one' : 'ui.pad.taught', { count: lessons })] : []),
  ];
  const row = (index: number): string[] => [names[index] ?? '', number_text(shares[index])];
  const answers = { columns: [text('mirror.pad.answer'), text('mirror.pad.share')], count: names.length, row };
  const sheets: Sheet[] = [
    { name: text('mirror.pad.answers'), table: () => answers },
    { name: text('mirror.pad.image'), table: () => grid_table(data, counted(width), counted(height)) },
  ];
  return { sentences, sheets };
};
