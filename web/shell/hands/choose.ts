// What a click on a cell, a picture, a token or a star does: one of lists is chosen, and the views then show it.
import { element } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { type Hand, type MakeHand, button, chosen, group, named, offer, told_after } from './hand.ts';
import { counted, labels, list, tensor, word } from '../told/told.ts';
import { past_steps } from '../told/told_stages.ts';

interface Choice {
  name: string;
  options: string[];
}

interface Choices {
  choices: Choice[];
  /** What is sent of the places of the chosen ones. */
  event(picked: number[]): Record<string, number | undefined>;
  /** What takes all of it back, where something does. */
  clears?: string;
}

const cell = ([row, column]: number[]): Record<string, number | undefined> => ({ row, column });

/** Places in several groups, one after the other. */
function flat<Group>(groups: Group[], names_of: (group: Group) => string[], name: string): Choices {
  const all = groups.flatMap((one, at) => names_of(one).map((option, index) => ({ option, group: at, index })));
  return {
    choices: [{ name, options: all.map(({ option }) => option) }],
    event: ([place = 0]) => ({ group: all[place]?.group, index: all[place]?.index }),
  };
}

interface Images {
  label: string;
  images: string;
  captions: string[];
  choose: boolean;
}

/** By kind of view; null where nothing can be chosen now. */
const kinds: Readonly<Record<string, (view: ViewData) => Choices | null>> = {
  attention: ({ options }) => ({
    choices: [{ name: text('ui.attention.query'), options: list(options.queries).map((token, i) => `${i + 1}: ${token}`) }],
    event: ([index]) => ({ index }),
  }),
  comparison: ({ options }) => ({
    choices: [
      { name: text('mirror.choose.row'), options: labels(options.rows) },
      { name: text('mirror.choose.column'), options: labels(options.columns) },
    ],
    event: cell,
  }),
  images: (view) => {
    const names = ({ label, images, captions, choose }: Images): string[] => {
      const count = choose ? (tensor(view, images).shape[0] ?? 0) : 0;
      return counted(count).map((number, i) => [`${word(label)} ${number}`, word(captions[i])].filter(Boolean).join(', '));
    };
    return flat(list<Images>(view.options.groups), names, text('mirror.choose.picture'));
  },
  matrix: ({ options }) =>
    options.choose
      ? {
          choices: [
            { name: word(options.y), options: labels(options.rows) },
            { name: word(options.x), options: labels(options.columns) },
          ],
          event: cell,
        }
      : null,
  ratings: ({ options }) => ({
    choices: [
      { name: text('mirror.ratings.name'), options: labels(options.labels) },
      { name: text('mirror.ratings.given'), options: counted(5) },
    ],
    event: cell,
    clears: text('ui.ratings.clear'),
  }),
  stage: ({ options }) => {
    const steps = past_steps(options);
    const names = [...steps.map((step) => text('ui.stage.step', { step })), text('ui.stage.now')];
    if (steps.length === 0) return null;
    return { choices: [{ name: text('ui.stage.episode'), options: names }], event: ([place = 0]) => ({ index: steps[place] ?? -1 }) };
  },
  tokens: ({ options }) =>
    options.choose
      ? flat(
          list<{ tokens: string[] }>(options.groups),
          ({ tokens }) => tokens.map((token, i) => `${i + 1}: ${token}`),
          text('mirror.choose.token'),
        )
      : null,
};

/** For views of that kind. */
export const choose =
  (kind: string): MakeHand =>
  ({ view, allows, act }): Hand => {
    const boxes = [0, 1].map(() => element('select'));
    const rows = boxes.map((box) => named('', box));
    const done = told_after();
    let now: Choices | null = null;
    const send = async (): Promise<void> => {
      const said = boxes.slice(0, now?.choices.length).map((box) => box.selectedOptions[0]?.text ?? '');
      if (await act({ type: 'input', view, kind: 'choose', ...now?.event(boxes.map(chosen)) }))
        done.textContent = text('mirror.choose.done', { said });
    };
    const clear = button('', () => void act({ type: 'input', view, kind: 'clear' }));
    const root = group('mirror.choose', ...rows, button(text('mirror.choose.do'), () => void send()), clear, done);
    root.hidden = true;
    return {
      root,
      take: (data, still) => {
        if (!still && now !== null && !root.hidden) return; // whoever chooses among them finds them where they were
        now = kinds[kind]?.(data) ?? null;
        root.hidden = now === null || !allows('choose') || now.choices.some(({ options }) => options.length === 0);
        rows.forEach((row, i) => {
          const choice = now?.choices[i];
          row.hidden = choice === undefined;
          (row.firstChild as HTMLElement).textContent = choice?.name ?? '';
          offer(boxes[i] as HTMLSelectElement, choice?.options ?? ['']);
        });
        clear.hidden = now?.clears === undefined;
        clear.textContent = now?.clears ?? '';
      },
    };
  };
