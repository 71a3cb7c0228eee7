// Which columns of a table are the inputs, which is the target, and which demo trains on them. It opens ready to train.
import { element, open_dialog } from '../base/dom.ts';
import type { Column, Table } from '../base/protocol.ts';
import { text, text_or } from '../base/text.ts';
import {
  type Chosen,
  chosen,
  demo_for,
  first_choice,
  type TableDemo,
  type Use,
  used_by,
  uses,
  with_use,
} from './columns.ts';

/** A row of radio buttons; `pick` gets the one that was chosen. Returns the row and what checks one of them. */
function choice_row<Option extends string>(
  name: string,
  label: string,
  options: readonly Option[],
  shown: (option: Option) => string,
  pick: (option: Option) => void,
): { row: HTMLElement; check: (option: Option) => void; disable: (option: Option) => void } {
  const row = element('div', { class: 'choice', role: 'radiogroup', 'aria-label': label });
  const inputs = new Map<Option, HTMLInputElement>();
  for (const option of options) {
    const input = element('input', { type: 'radio', name, onchange: () => pick(option) });
    inputs.set(option, input);
    row.append(element('label', {}, input, element('span', {}, shown(option))));
  }
  const input_of = (option: Option): HTMLInputElement => inputs.get(option) as HTMLInputElement;
  return {
    row,
    check: (option) => void (input_of(option).checked = true),
    disable: (option) => void (input_of(option).disabled = true),
  };
}

/** What the columns of a file are to be used for. `demos` can train on files; `open` is the one on screen. */
export function ask_columns(
  file: string,
  { columns, rows }: Table,
  demos: readonly TableDemo[],
  open: string,
  train: (demo: string, chosen: Chosen) => void,
): void {
  let choice = first_choice(columns);
  let demo = demo_for(columns, choice, demos, open);
  let demo_is_picked = false;

  open_dialog(file, (dialog) => {
    const start = element(
      'button',
      { class: 'button main', type: 'button', autofocus: true },
      text('shell.columns.train'),
    );
    const cancel = element(
      'button',
      { class: 'button', type: 'button', onclick: () => dialog.close() },
      text('shell.cancel'),
    );
    const demo_choice = choice_row(
      'demo',
      text('shell.columns.demo'),
      demos.map(({ id }) => id),
      (id) => text_or(`demo.${id}.title`, id),
      (id) => {
        demo = demos.find((other) => other.id === id) ?? demo;
        demo_is_picked = true;
        update();
      },
    );
    const use_choices = columns.map((column, index) => {
      const row = choice_row(
        `column-${index}`,
        column.name,
        uses,
        (use) => text(`shell.columns.${use}`),
        (use) => pick(index, use),
      );
      if (!column.numeric) row.disable('input');
      return row;
    });
    const update = (): void => {
      for (const [index, use] of used_by(demo, choice).entries()) use_choices[index]?.check(use);
      demo_choice.check(demo.id);
      start.disabled = chosen(demo, choice) === null;
    };
    const pick = (index: number, use: Use): void => {
      choice = with_use(columns, choice, index, use);
      if (!demo_is_picked) demo = demo_for(columns, choice, demos, open);
      update();
    };
    start.onclick = () => {
      const picked = chosen(demo, choice);
      dialog.close();
      if (picked) train(demo.id, picked);
    };
    const headings = ['name', 'sample', 'use'].map((key) =>
      element('th', { scope: 'col' }, text(`shell.columns.${key}`)),
    );
    const body = columns.map((column, index) => table_row(column, use_choices[index]?.row as HTMLElement));
    dialog.append(
      element(
        'div',
        { class: 'body' },
        element('p', {}, text('shell.columns.about', { rows, columns: columns.length })),
        element(
          'table',
          { class: 'columns' },
          element('thead', {}, element('tr', {}, ...headings)),
          element('tbody', {}, ...body),
        ),
      ),
      element('footer', {}, demo_choice.row, cancel, start),
    );
    update();
  });
}

function table_row({ name, numeric, sample, missing }: Column, choice: HTMLElement): HTMLElement {
  const gaps = numeric && missing > 0 ? [text('shell.columns.missing', { count: missing })] : [];
  const shown = [sample.filter((value) => value !== '').join(', '), ...gaps].join(' · ');
  return element('tr', {}, element('td', {}, name), element('td', {}, shown), element('td', {}, choice));
}
