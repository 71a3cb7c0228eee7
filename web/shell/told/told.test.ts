import { describe, expect, it } from 'vitest';
import type { TensorData, ViewData } from '../run/view_data.ts';
import { teller } from './tellers.ts';
import type { Table, Told } from './told.ts';

const floats = (shape: number[], ...data: number[]): TensorData => ({ shape, data: new Float32Array(data) });
const tell = (kind: string, options: ViewData['options'], tensors: ViewData['tensors'] = {}): Told =>
  teller(kind)({ options, tensors });
const rows = (table: Table | undefined): string[][] => Array.from({ length: table?.count ?? 0 }, (_, i) => table?.row(i) ?? []);

describe('a chart', () => {
  const told = tell(
    'line_chart',
    {
      x: '=step',
      series: [
        { label: '=loss', x: 's', y: 'l' },
        { label: '=test', x: 't', y: 'v' },
      ],
    },
    { s: floats([4], 0, 1, 2, 3), l: floats([4], 4, 3, 2, 1), t: floats([2], 0, 2), v: floats([2], 5, 4) },
  );

  it('has a sentence for each curve', () => {
    expect(told.sentences).toEqual([
      'loss: 1 at step 3, falling. Lowest 1 at 3, highest 4 at 0.',
      'test: 4 at step 2, falling. Lowest 4 at 2, highest 5 at 0.',
    ]);
  });

  it('has a row for every place, and shows those that all curves have, and the last, to begin with', () => {
    const table = told.sheets[0]?.table();
    expect(table?.columns).toEqual(['step', 'loss', 'test']);
    expect(rows(table)).toEqual([
      ['0', '4', '5'],
      ['1', '3', ''],
      ['2', '2', '4'],
      ['3', '1', ''],
    ]);
    expect(table?.overview).toEqual([0, 2, 3]);
  });

  it('of ten thousand steps shows a few first, the first and the last among them', () => {
    const steps = Array.from({ length: 10_000 }, (_, step) => step);
    const { sheets } = tell(
      'line_chart',
      { x: '=step', series: [{ label: '=loss', x: 's', y: 's' }] },
      { s: floats([10_000], ...steps) },
    );
    const { overview = [] } = sheets[0]?.table() ?? {};
    expect(overview.length).toBeLessThanOrEqual(21);
    expect([overview[0], overview.at(-1)]).toEqual([0, 9999]);
  });
});

it('a matrix tells its greatest number, and has all by the names of rows and columns', () => {
  const options = { rows: ['=A', '=B'], columns: ['=a', '=b', '=c'], x: '=answer', y: '=truth' };
  const { sentences, sheets } = tell('matrix', options, { values: floats([2, 3], 1, 2, 3, 4, 9, 0) });
  expect(sentences).toContain('The most: 9, where truth is B and answer is b.');
  expect(rows(sheets[0]?.table())).toEqual([
    ['A', '1', '2', '3'],
    ['B', '4', '9', '0'],
  ]);
});

it('every picture has its own numbers, in colours three for each pixel', () => {
  const group = (images: string, captions: string[]) => ({ label: '=P', note: '', captions, images, selected: -1 });
  const { sheets } = tell(
    'images',
    { groups: [group('gray', ['=one', '=two']), group('rgb', [])] },
    { gray: floats([2, 1, 2], 1, 2, 3, 4), rgb: floats([1, 1, 2, 3], 0, 0.5, 1, 1, 0, 0) },
  );
  expect(sheets.map(({ name }) => name)).toEqual(['P 1, one', 'P 2, two', 'P 1']);
  expect(rows(sheets[1]?.table())).toEqual([['1', '3', '4']]);
  expect(rows(sheets[2]?.table())).toEqual([['1', '0 0.5 1', '1 0 0']]);
});

it('boxes over pictures are told picture by picture, and stand in a table with their places', () => {
  const box = (picture: number, label: string, score?: number) => ({ picture, box: [1, 2, 9, 12.5], class: 3, label, score });
  const { sentences, sheets } = tell(
    'images',
    {
      groups: [
        { label: '=P', note: '', captions: [], images: 'p', selected: -1, boxes: [box(0, '=7', 0.98), box(0, '=3', 0.5)] },
        { label: '=Q', note: '', captions: [], images: 'p', selected: -1, boxes: [] },
      ],
    },
    { p: floats([2, 1, 1], 0, 1) },
  );
  expect(sentences).toContain('Boxes on picture 1: 7 0.98, 3 0.5.');
  expect(sentences.filter((sentence) => sentence === 'No box on picture 2.')).toHaveLength(2);
  expect(sheets[0]?.name).toBe('P, places of the boxes');
  expect(sheets[0]?.table().columns.at(-1)).toBe('score');
  expect(rows(sheets[0]?.table())).toEqual([
    ['1: 7', '1', '2', '9', '12.5', '0.98'],
    ['1: 3', '1', '2', '9', '12.5', '0.5'],
  ]);
  expect(sheets).toHaveLength(5);
});

it('points are counted by part and class, and the colour behind has its ends', () => {
  const { sentences, sheets } = tell(
    'scatter',
    { bounds: [-1, 1, 0, 2], classes: 2, class_names: ['=A', '=B'], x: '=x', y: '=y' },
    {
      points: floats([3, 2], 0, 1, 0.5, 1.5, -0.5, 0.5),
      labels: floats([3], 0, 1, 1),
      split: floats([3], 0, 0, 1),
      field: floats([2, 2], -0.5, 0, 0, 0.75),
    },
  );
  expect(sentences).toEqual([
    '3 points; x from −1 to 1, y from 0 to 2.',
    'By part: Train: 2, Test: 1.',
    'By class: A: 1, B: 2.',
    'The colour behind: least −0.5 at (−0.5; 0.5), most 0.75 at (0.5; 1.5).',
  ]);
  expect(rows(sheets[0]?.table())[2]).toEqual(['3', '−0.5', '0.5', 'B', 'Test']);
});

it('what was written is told apart from what was given', () => {
  const group = { label: '', note: '=by me', given: 1, tokens: ['Once', ' upon', '!'], state: 'good', values: 'v' };
  const { passages } = tell('tokens', { groups: [group], legend: '=p' }, { v: floats([3], 1, 1, 1) });
  expect(passages).toEqual([{ about: 'by me. Passes the check', given: 'Once', written: ' upon!' }]);
});

it('weights are read from unit to unit, biases below them', () => {
  const layers = [
    { label: '=inputs', units: 2, activation: '' },
    { label: '=output', units: 1, activation: '' },
  ];
  const { sheets } = tell(
    'network',
    { layers, inputs: ['=x', '=y'], outputs: ['=A'], param: 'layers' },
    { 'weights.0': floats([2, 1], 0.25, -1), 'biases.0': floats([1], 3) },
  );
  expect(rows(sheets[0]?.table())).toEqual([
    ['x', '0.25'],
    ['y', '−1'],
    ['Bias', '3'],
  ]);
});

it('a kind that nobody knows tells its arrays', () => {
  const { sentences, sheets } = tell('unheard of', {}, { a: floats([1, 2], 1, 2) });
  expect(sentences).toEqual(['Lists of numbers: 1.']);
  expect(rows(sheets[0]?.table())).toEqual([['1', '1', '2']]);
});

describe('a scene', () => {
  it('has a sentence where nothing moves and nobody plays', () => {
    expect(tell('stage', { texts: ['0.5', '1'] }).sentences).toEqual(['The picture stands still, with 2 texts in it.']);
  });

  it('tells who plays what was gained', () => {
    const play = { actions: ['left', 'right'], rest: -1, moves: 2, over: false, gains: [{ label: '=You:', value: 3 }] };
    expect(tell('stage', { play }).sentences).toEqual(['You can play here, by the buttons below. You: 3.']);
  });
});
