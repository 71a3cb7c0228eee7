import { describe, expect, it } from 'vitest';
import { csv_of_curves, csv_of_view, curves_of, text_of_view } from './view_table.ts';

const chart = {
  options: { series: [{ label: 'metric.loss', x: 'step', y: 'loss', role: 'train' }, { label: '=a, "b"', x: 'late', y: 'test', role: 'test' }] },
  tensors: {
    step: { shape: [3], data: new Float32Array([0, 1, 2]) },
    loss: { shape: [3], data: new Float32Array([4, NaN, 1]) },
    late: { shape: [1], data: new Float32Array([2]) },
    test: { shape: [1], data: new Float32Array([0.5]) },
  },
};

describe('a view that is taken along', () => {
  it('has the lines of a chart in columns, with gaps where there is no number', () => {
    expect(csv_of_curves(curves_of(chart), (label) => label, 'Step')).toBe(
      'Step,metric.loss,Step,"=a, ""b"""\r\n0,4,2,0.5\r\n1,,,\r\n2,1,,\r\n',
    );
  });

  it('has every array below its name and shape', () => {
    const tensors = { counts: { shape: [2, 2], data: new Int32Array([1, 2, 3, 4]) }, none: { shape: [0], data: new Float32Array() } };
    expect(csv_of_view({ options: {}, tensors })).toBe('counts,2,2\r\n1,2\r\n3,4\r\n\r\nnone,0\r\n');
  });

  it('has what was written as text, and says where nothing was', () => {
    expect(text_of_view({ options: { groups: [{ tokens: ['Once', ' upon'] }, { tokens: ['a\n'] }] }, tensors: {} })).toBe('Once upon\n\na\n');
    expect(text_of_view(chart)).toBeNull();
    expect(text_of_view({ options: { groups: [{ label: 'x' }] }, tensors: {} })).toBeNull();
  });
});
