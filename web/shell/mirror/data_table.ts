// A table of numbers that shows a few rows, and more when asked.
import { element } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Table } from '../told/told.ts';

const first_rows = 20;
const rows_a_time = 200;

/** `caption` says what it is of, and of when. */
export function data_table(table: Table, caption: string): HTMLElement {
  const { columns, count } = table;
  const head = columns.map((name, i) => element(name === '' && i === 0 ? 'td' : 'th', name === '' ? {} : { scope: 'col' }, name));
  const body = element('tbody');
  const note = element('p', { class: 'rows-shown' });
  const more = element('button', { class: 'button', type: 'button' });
  const row = (index: number): HTMLElement => {
    const [name = '', ...cells] = table.row(index);
    const first = name === '' ? element('td') : element('th', { scope: 'row' }, name);
    return element('tr', {}, first, ...cells.map((cell) => element('td', {}, cell)));
  };
  let shown = 0;
  const show = (indices: readonly number[]): void => {
    body.replaceChildren(...indices.map(row));
    shown = indices.length;
    note.textContent = text('mirror.rows', { shown, count });
    note.hidden = more.hidden = shown >= count;
    more.textContent = text('mirror.rows.more', { count: Math.min(rows_a_time, count - (shown > first_rows ? shown : 0)) });
  };
  const first = (most: number): number[] => Array.from({ length: Math.min(most, count) }, (_, index) => index);
  let asked = 0;
  more.onclick = () => show(first((asked += rows_a_time)));
  show(table.overview ?? first(first_rows));

  const scrolled = element('div', { class: 'scrolled', tabindex: '0', role: 'group', 'aria-label': caption });
  scrolled.append(element('table', {}, element('caption', {}, caption), element('thead', {}, element('tr', {}, ...head)), body));
  return element('div', {}, scrolled, element('div', { class: 'rows' }, note, more));
}
