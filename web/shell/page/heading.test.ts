import { describe, expect, it } from 'vitest';
import { sample_demo, sample_param } from '../fixtures/samples.ts';
import { has_other_data, heading } from './heading.ts';

const demo = sample_demo({
  id: 'classification',
  params: [
    sample_param('data', { kind: 'choice', initial: 'circle', written: 'circle', choices: ['circle', 'xor', 'file'] }),
    sample_param('noise', { initial: 0.1, written: '0.1' }),
  ],
  presets: [{ id: 'xor', values: { data: 'xor' }, written: { data: 'xor' }, steps_per_second: 60, diverges: false, tries: [] }],
});
const file = { name: 'people.csv', bytes: async () => new ArrayBuffer(1), use: { type: 'input' } };
const open = (preset: string | null, data: string, noise = '0.1') => ({
  demo,
  preset,
  written: { data, noise },
  file: data === 'file' ? file : null,
});

describe('the heading', () => {
  it('names the preset while its data are trained on, whatever else was turned', () => {
    expect(heading(open('xor', 'xor', '0.4'))).toEqual({ title: 'Classification', under: 'XOR needs a hidden layer' });
    expect(has_other_data(open('xor', 'xor', '0.4'))).toBe(false);
  });

  it('gives way to a file of one’s own, by its name', () => {
    expect(heading(open('xor', 'file')).under).toBe('people.csv');
    expect(heading(open(null, 'file')).under).toBe('people.csv');
    expect(has_other_data(open('xor', 'file'))).toBe(true);
  });

  it('gives way to other data', () => {
    expect(heading(open('xor', 'circle')).under).toBe('');
    expect(has_other_data(open('xor', 'circle'))).toBe(true);
    expect(heading(open(null, 'circle')).under).toBe('');
    expect(has_other_data(open(null, 'circle'))).toBe(false);
  });

  it('says nothing before a demo is open', () => {
    expect(heading({ demo: null, preset: null, written: {}, file: null })).toEqual({ title: '', under: '' });
  });

  it('names a text that a script gave, too', () => {
    expect(heading({ ...open(null, 'file'), file: null }).under).toBe('Your own data');
  });
});
