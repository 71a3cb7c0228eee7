// Which columns of a table are the inputs, which is the target, and which demo trains on them; and where the table
// begins. It opens ready to train.
import { element, open_dialog } from '../base/dom.ts';
import { demo_title } from '../base/names.ts';
import type { Column, Table } from '../base/file_messages.ts';
import { text } from '../base/text.ts';
import { paragraph } from '../terms/terms.ts';
import { Refused } from '../worker/trainer.ts';
import { type ChoiceRow, choice_row } from './choice_row.ts';
import { type Chosen, chosen, demo_for, first_choice, type TableDemo, type Use, used_by, uses, with_use } from './columns.ts';
import { type Check, TableUseLine } from './table_use.ts';

/** Where the visitor says that the table begins, and whether with names. */
export interface Layout {
  first_line: number;
  has_header: boolean;
}

export interface TableQuestion {
  /** The name of the file, and the beginnings of its lines. */
  file: string;
  lines: readonly string[];
  /** Those that can train on tables, and the id of the one on screen. */
  demos: readonly TableDemo[];
  open: string;
  /** Reads the table anew. Rejects where it is none then. */
  read: (layout: Layout) => Promise<Table>;
  check: Check;
  train: (demo: TableDemo, chosen: Chosen & { fill: boolean }) => void;
}

export function ask_columns(first: Table, question: TableQuestion): void {
  open_dialog(question.file, (dialog) => {
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
    const body = element('div', { class: 'body' });
    const use = element('div', { class: 'table-use' });
    const demos = element('div', { class: 'demos' });
    const places = { body, use, demos, start, close: () => dialog.close() };
    const show: Show = (table, changed) => fill_dialog(table, question, places, show, changed);
    dialog.append(body, use, element('footer', {}, demos, cancel, start));
    show(first);
  });
}

/** Shows a table; `changed` is what the visitor changed of its layout, and goes on with. */
type Show = (table: Table, changed?: keyof Layout) => void;

interface Places {
  body: HTMLElement;
  use: HTMLElement;
  demos: HTMLElement;
  start: HTMLButtonElement;
  close: () => void;
}

function fill_dialog(
  table: Table,
  question: TableQuestion,
  places: Places,
  show: Show,
  changed: keyof Layout | undefined,
): void {
  const { columns } = table;
  const { demos, open, train } = question;
  let choice = first_choice(table);
  let demo = demo_for(columns, choice, demos, open);
  let demo_is_picked = false;
  let checked: Promise<void> = Promise.resolve();
  const use = new TableUseLine(
    question.check,
    table,
    (column) => pick(column, 'unused'),
    (usable) => void (places.start.disabled = !usable),
  );
  const demo_choice = choice_row(
    'demo',
    text('shell.columns.demo'),
    demos.map(({ id }) => id),
    demo_title,
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
      (option) => text(`shell.columns.${option}`),
      (option) => pick(index, option),
    );
    if (!column.numeric) row.disable('input');
    return row;
  });
  const update = (): void => {
    for (const [index, option] of used_by(demo, choice).entries()) use_choices[index]?.check(option);
    demo_choice.check(demo.id);
    checked = use.show(demo, chosen(demo, choice));
  };
  const pick = (index: number, option: Use): void => {
    choice = with_use(columns, choice, index, option);
    if (!demo_is_picked) demo = demo_for(columns, choice, demos, open);
    update();
  };
  places.start.onclick = async () => {
    await checked;
    const picked = chosen(demo, choice);
    if (picked === null || places.start.disabled) return;
    places.close();
    train(demo, { ...picked, fill: use.fill });
  };
  places.demos.replaceChildren(demo_choice.row);
  places.use.replaceChildren(use.shown);
  places.body.replaceChildren(
    paragraph('shell.columns.about', { rows: table.rows, columns: columns.length }),
    columns_table(columns, use_choices),
    layout_controls(table, question, show, changed),
  );
  update();
  if (changed) places.body.querySelector<HTMLElement>(`[name=${changed}]`)?.focus();
}

function columns_table(columns: readonly Column[], choices: readonly ChoiceRow<Use>[]): HTMLElement {
  const headings = ['name', 'sample', 'use'].map((key) =>
    element('th', { scope: 'col' }, text(`shell.columns.${key}`)),
  );
  const rows = columns.map((column, index) =>
    element(
      'tr',
      {},
      element('td', {}, column.name),
      element('td', {}, ...told_of(column)),
      element('td', {}, choices[index]?.row as HTMLElement),
    ),
  );
  return element(
    'table',
    { class: 'columns' },
    element('thead', {}, element('tr', {}, ...headings)),
    element('tbody', {}, ...rows),
  );
}

/** How a column begins, how it was read, and what is amiss with it. */
function told_of(column: Column): HTMLElement[] {
  const { sample, kind, read, unit = '', origin = '', empty, unreadable, unreadable_example: example = '' } = column;
  const facts: string[] = [];
  if (column.counts_rows) facts.push(text('shell.columns.counts_rows'));
  if (kind === 'yes_no') facts.push(text('shell.columns.yes_no'));
  else if (kind === 'date') facts.push(text('shell.columns.date', { unit: text(`table.unit.${unit}`), origin }));
  else if (read) facts.push(text('shell.columns.read', { text: read.text, number: String(read.number) }));
  if (kind === 'number' && origin !== '') facts.push(text('shell.columns.origin', { origin }));
  if (empty > 0) facts.push(text('shell.columns.missing', { count: empty }));
  if (unreadable > 0) facts.push(text(`shell.columns.unreadable_${kind}`, { count: unreadable, example }));
  const shown = [sample.filter((value) => value !== '').join(', ')];
  return [...shown, ...facts].map((line) => element('div', {}, line));
}

/** Where the table begins, and whether with names, beside the first lines of the file. */
function layout_controls(
  table: Table,
  { lines, read }: TableQuestion,
  show: Show,
  changed: keyof Layout | undefined,
): HTMLElement {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const first_line = element('input', { name: 'first_line', type: 'number', min: '1', value: String(table.first_line) });
  const has_header = element('input', { name: 'has_header', type: 'checkbox', checked: table.has_header });
  const preview = lines.map((line, index) =>
    element('li', { class: index + 1 < table.first_line ? 'above' : '' }, line === '' ? ' ' : line),
  );
  const change = (name: keyof Layout): void => {
    const layout = { first_line: Math.max(1, Math.round(first_line.valueAsNumber || 1)), has_header: has_header.checked };
    read(layout).then(
      (other) => show(other, name),
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        problem.textContent = text(error.notice.key, error.notice.arguments);
      },
    );
  };
  first_line.onchange = () => change('first_line');
  has_header.onchange = () => change('has_header');
  return element(
    'details',
    { class: 'layout', open: changed !== undefined },
    element('summary', {}, text('shell.columns.layout')),
    element('ol', { class: 'lines' }, ...preview),
    element('label', {}, text('shell.columns.first_line'), first_line),
    element('label', {}, has_header, text('shell.columns.has_header')),
    problem,
  );
}
