import { expect, it } from 'vitest';
import { sample_frame } from '../fixtures/samples.ts';
import { unpack } from './view_data.ts';

const views = {
  fit: {
    options: { editable: true, label: '= ñ 🦊' },
    tensors: {
      points: { shape: [1, 3], dtype: 'float32', offset: 4 },
      labels: { shape: [0], dtype: 'int32', offset: 16 },
    },
  },
};
const text = new TextEncoder().encode(JSON.stringify(views));
const bytes = new Uint8Array([...new Uint8Array(new Float32Array([9, 1, 2, 3]).buffer), ...text]);
const frame = sample_frame({ views: { offset: 16, size: text.length } });

it('gives the numbers behind a view with their shapes', () => {
  const view = unpack('fit', { frame, json: '', bytes });
  expect(view.options).toEqual({ editable: true, label: '= ñ 🦊' });
  expect(view.tensors.points).toEqual({ shape: [1, 3], data: new Float32Array([1, 2, 3]) });
  expect(view.tensors.labels).toEqual({ shape: [0], data: new Int32Array() });
});

it('names a view that is not there', () => {
  expect(() => unpack('nothing', { frame, json: '', bytes })).toThrow(/first.*nothing/);
});
