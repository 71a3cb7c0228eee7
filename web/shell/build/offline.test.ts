import { expect, it } from 'vitest';
import { is_kept_on_use } from './offline.ts';

it('builds of the trainer are kept when they are used, all else at once', () => {
  const on_use = [
    'assets/0BaRxyz/trainer-relaxed-mt.mjs',
    'assets/trainer-relaxed-mt-C9x_1.wasm',
    'assets/trainer-simd-Dk2.wasm',
  ];
  const at_once = ['index.html', 'icon.svg', 'assets/ui-D1.wasm', 'assets/0Ba/ui.mjs', 'assets/worker-E3.js', 'assets/mnist-B.gz'];
  expect([...on_use, ...at_once].filter(is_kept_on_use)).toEqual(on_use);
});
