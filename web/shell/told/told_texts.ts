// Tables, sentences, texts that networks write, stars, and where the time goes.
import { number_text } from '../base/numbers.ts';
import type { Arguments } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { labels, list, numbers, type Passage, type Sheet, type Table, type Teller, word } from './told.ts';

type Cell = string | number | null;

const cell_text = (cell: Cell): string => (typeof cell === 'string' ? word(cell) : number_text(cell));

export const tell_table: Teller = ({ options }) => {
  const rows = list<Cell[]>(options.rows);
  const row = (index: number): string[] => (rows[index] ?? []).map(cell_text);
  return { sentences: [], table: { columns: labels(options.columns), count: rows.length, row }, sheets: [] };
};

export const tell_sentences: Teller = ({ options }) => ({
  sentences: list<{ key: string; arguments?: Arguments }>(options.lines).map((line) => text(line.key, line.arguments ?? {})),
  sheets: [],
});

interface Group {
  label: string;
  note: string;
  given: number;
  tokens: string[];
  state: '' | 'good' | 'bad';
  values: string;
}

export const tell_tokens: Teller = (view) => {
  const { options } = view;
  const groups = list<Group>(options.groups);
  const passages = groups.map(({ label, note, given, tokens, state }): Passage => {
    const judged = state === 'good' ? text('ui.tokens.good') : state === 'bad' ? text('ui.tokens.bad') : '';
    return {
      about: [word(label), word(note), judged].filter(Boolean).join('. '),
      given: tokens.slice(0, given).join(''),
      written: tokens.slice(given).join(''),
    };
  });
  const legend = word(options.legend);
  const sheets = groups.map(({ label, note, tokens, values }, i): Sheet => {
    const amounts = numbers(view, values);
    const columns = [text('ui.tokens.token'), legend];
    const row = (index: number): string[] => [tokens[index] ?? '', number_text(amounts[index])];
    const name = [`${i + 1}`, word(label), word(note)].filter(Boolean).join(', ');
    return { name, table: () => ({ columns, count: tokens.length, row }) };
  });
  return { sentences: groups.length === 0 ? [text('ui.tokens.none')] : [], passages, sheets };
};

export const tell_ratings: Teller = (view) => {
  const names = labels(view.options.labels);
  const given = numbers(view, 'given');
  const guessed = numbers(view, 'guessed');
  const own = Array.from(given).filter((stars) => stars > 0).length;
  const columns = [text('mirror.ratings.name'), text('mirror.ratings.given'), text('mirror.ratings.guessed')];
  const row = (index: number): string[] => [
    names[index] ?? '',
    (given[index] ?? 0) > 0 ? number_text(given[index]) : '–',
    number_text(guessed[index]),
  ];
  const table: Table = { columns, count: names.length, row };
  return { sentences: [text('mirror.ratings', { given: own, count: names.length })], table, sheets: [] };
};

interface Kernel {
  label: string;
  calls: number;
  milliseconds: number;
  gflops: number | null;
  bandwidth: number | null;
}

export const tell_profile: Teller = ({ options }) => {
  const rows = list<Kernel>(options.rows);
  const [longest] = rows;
  if (longest === undefined) return { sentences: [text('ui.profile.none')], sheets: [] };
  const sentences = [
    ...(options.recorded ? [text('ui.profile.recorded')] : []),
    text('mirror.profile', { step: number_text(Number(options.step ?? NaN)), kernel: word(longest.label), time: number_text(longest.milliseconds) }),
  ];
  const columns = ['kernel', 'calls', 'milliseconds', 'gflops', 'bandwidth'].map((name) => text(`mirror.profile.${name}`));
  const row = (index: number): string[] => {
    const { label = '', calls, milliseconds, gflops, bandwidth } = rows[index] ?? {};
    return [word(label), ...[calls, milliseconds, gflops || null, bandwidth || null].map(number_text)];
  };
  return { sentences, sheets: [{ name: '', table: () => ({ columns, count: rows.length, row }) }] };
};
