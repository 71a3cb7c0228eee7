import { expect, it } from 'vitest';
import { type Embedding, read_embedding, write_embedding } from './embedding.ts';

const bare: Embedding = { cards: [], hidden: [], locked: [], autoplay: false, theme: null, height: null };

it('is null where no frame is asked for', () => {
  for (const search of ['', '?build=simd', '?embed', '?embed=0&card=field', '?card=field'])
    expect(read_embedding(search), search).toBeNull();
});

it('reads what is asked for', () => {
  const asked = '?embed=1&card=field,loss&hide=controls&lock=seed,data&autoplay=1&theme=dark&height=360';
  expect(read_embedding(asked)).toEqual({
    cards: ['field', 'loss'],
    hidden: ['controls'],
    locked: ['seed', 'data'],
    autoplay: true,
    theme: 'dark',
    height: 360,
  });
});

it('takes nonsense for not said', () => {
  for (const search of ['?embed=1&theme=pink', '?embed=1&height=1e9', '?embed=1&height=x', '?embed=1&autoplay=yes', '?embed=1&card=,%20,'])
    expect(read_embedding(search), search).toEqual(bare);
});

it('writes what it reads again', () => {
  const all: Embedding[] = [
    bare,
    { ...bare, cards: ['field', 'loss'], hidden: ['controls', 'link'] },
    { cards: ['a&b'], hidden: ['run'], locked: ['all'], autoplay: true, theme: 'light', height: 480 },
  ];
  for (const one of all) expect(read_embedding(write_embedding(one))).toEqual(one);
});
