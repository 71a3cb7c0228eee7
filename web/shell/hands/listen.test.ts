import { expect, it } from 'vitest';
import { curves_to_hear } from './listen.ts';

it('what is heard are the numbers of the curves: none that is missing, and no curve for another of the same name', () => {
  const floats = (...data: number[]) => ({ shape: [data.length], data: new Float32Array(data) });
  const series = [
    { label: '=loss', x: 's', y: 'a' },
    { label: '=loss', x: 's', y: 'b' },
    { label: '=none', x: 's', y: 'c' },
  ];
  const tensors = { s: floats(0, 1, 2), a: floats(3, NaN, 1), b: floats(1, 2, 3), c: floats(NaN, NaN, NaN) };
  expect(curves_to_hear({ options: { series }, tensors })).toEqual({
    loss: [{ x: 0, y: 3 }, { x: 2, y: 1 }],
    'loss 2': [{ x: 0, y: 1 }, { x: 1, y: 2 }, { x: 2, y: 3 }],
  });
});
