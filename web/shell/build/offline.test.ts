import { expect, it } from 'vitest';
import { plain_name, version_hash } from '../base/version_cache.ts';
import { is_kept_on_use } from './offline.ts';

it('builds of the trainer and data of demos are kept when they are used, all else at once', () => {
  const on_use = [
    'assets/trainer-relaxed-mt-C9x_1-ab.js',
    'assets/trainer-relaxed-mt-C9x_1abc.wasm',
    'assets/trainer-simd-Dk2defgh.wasm',
    'assets/mnist.idx-Bqwertyu.gz',
  ];
  const at_once = ['index.html', 'icon.svg', 'assets/ui-D1abcdef.wasm', 'assets/ui-0Babcdef.js', 'assets/worker-E3abcdef.js'];
  expect([...on_use, ...at_once].filter(is_kept_on_use)).toEqual(on_use);
});

it('a file has the same plain name in every version', () => {
  expect(plain_name('assets/trainer-relaxed-mt-C9x_1-ab.wasm')).toBe('trainer-relaxed-mt.wasm');
  expect(plain_name('assets/trainer-simd-Dk2defgh.js')).toBe('trainer-simd.js');
  expect(plain_name('assets/mnist.idx-Bqwertyu.gz')).toBe('mnist.idx.gz');
  expect(plain_name('index.html')).toBe('index.html');
});

it('the version of a page is what it loads, whatever its host writes into it; that of another file is its bytes', async () => {
  const hash = (file: string, text: string): Promise<string> => version_hash(file, new TextEncoder().encode(text).buffer);
  const page = '<script src="./assets/index-Aaaaaaaa.js"></script>';
  expect(await hash('index.html', `<!-- from a host -->${page}`)).toBe(await hash('index.html', page));
  expect(await hash('index.html', page.replace('Aaaa', 'Baaa'))).not.toBe(await hash('index.html', page));
  expect(await hash('icon.svg', '<svg/>')).not.toBe(await hash('icon.svg', '<svg />'));
  expect(await hash('icon.svg', '<svg/>')).toMatch(/^[0-9a-f]{16}$/);
});
