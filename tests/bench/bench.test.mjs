import { describe, expect, it } from 'vitest';
import { blas_name, contenders, name_of, reference_blas, task_names, units } from './contenders.mjs';
import { made_tokens, matmul_shape, normal_numbers, transposed } from './pages/numbers.js';
import { gpt_weights, sequences, vocabulary } from './pages/sequences.js';
import { chart_data } from './picture.mjs';
import { difference, row } from './race.mjs';
import { by_contender, markdown } from './report.mjs';

const ours = { library: 'gradlab', build: 'simd', threads: 1 };
const theirs = { library: 'ConvNetJS', build: 'js', threads: 1 };

describe('a row', () => {
  it('has the median, the least and the greatest', () => {
    expect(row('mlp', ours, 'images/s', [30, 10, 20])).toMatchObject({ ...ours, task: 'mlp', median: 20, min: 10, max: 30 });
    expect(row('mlp', ours, 'images/s', [4, 1, 2, 3]).median).toBe(2.5);
    expect(row('mlp', ours, 'images/s', [4])).not.toHaveProperty('share');
  });

  it('has the share of the limit of its own seconds', () => {
    expect(row('mlp', ours, 'images/s', [1, 9, 5], [0.8, 0.7, 0.9]).share).toBe(0.8);
  });
});

describe('two outcomes', () => {
  it('agree within rounding, as far as both go', () => {
    expect(difference([2.3, -0.001, 40], [2.3001, -0.0011, 40.01])).toBeUndefined();
    expect(difference([2.3, 2.2, 2.1], [2.3])).toBeUndefined();
  });

  it('differ where a number is another, or none', () => {
    expect(difference([2.3, 2.2], [2.3, 2.3])).toMatch(/number 2 is 2.3/);
    expect(difference([2.3], [NaN])).toMatch(/NaN/);
  });
});

describe('the table', () => {
  const rows = [
    row('mlp', ours, 'images/s', [12345]),
    row('small-cnn', ours, 'images/s', [9.876]),
    row('small-cnn', theirs, 'images/s', [170]),
    row('matmul-512', ours, 'GFLOP/s', [50.12]),
  ];

  it('has a line for each contender, and a table for each unit', () => {
    const text = markdown(rows, [{ task: 'mlp', contender: name_of(theirs), reason: 'no such thing' }]);
    expect(text).toContain('| images/s | mlp | small-cnn |');
    expect(text).toContain('| gradlab simd, 1 thread | 12,345 | 9.88 |');
    expect(text).toContain('| ConvNetJS js, 1 thread | cannot | 170 |');
    expect(text).toContain('| GFLOP/s | matmul-512 |');
    expect(text).toContain('no such thing');
  });

  it('shows the share of the limit where it is known', () => {
    expect(markdown([row('mlp', ours, 'images/s', [12345], [0.777])])).toContain('| 12,345 (78 %) |');
    expect(markdown(rows)).not.toContain('%');
  });

  it('is drawn with the longest bar first', () => {
    expect(by_contender(rows).map(({ name }) => name)).toEqual([name_of(ours), name_of(theirs)]);
    const [small] = chart_data(rows);
    expect(small.bars.map(({ value, ours: own }) => [value, own])).toEqual([[170, false], [9.876, true]]);
  });
});

describe("PyTorch's BLAS", () => {
  const folder = '/usr/lib/x86_64-linux-gnu';
  it('is named by the file that the product is in', () => {
    expect(blas_name({ library: `${folder}/openblas-pthread/libblas.so.3`, info: 'generic' })).toBe('OpenBLAS');
    expect(blas_name({ library: `${folder}/libopenblasp-r0.3.21.so`, info: 'open' })).toBe('OpenBLAS');
    expect(blas_name({ library: '/opt/torch/lib/libtorch_cpu.so', info: 'mkl' })).toBe('MKL');
    expect(blas_name({ library: null, info: 'open' })).toBe('OpenBLAS');
  });

  it('is the reference one where it is nothing better, whatever PyTorch was built for', () => {
    for (const info of ['generic', 'open', null])
      expect(blas_name({ library: `${folder}/blas/libblas.so.3.11.0`, info })).toBe(reference_blas);
  });

  it('stands in its rows', () => {
    const torch = contenders(2, 'OpenBLAS').filter(({ python }) => python);
    expect(torch.map(name_of)).toEqual(['PyTorch (native) OpenBLAS, 1 thread', 'PyTorch (native) OpenBLAS, 2 threads']);
  });
});

describe('the contenders', () => {
  it('each take part in tasks that there are', () => {
    for (const { tasks } of contenders(4)) for (const task of tasks) expect(task_names).toContain(task);
    expect(task_names.map((task) => units[task])).not.toContain(undefined);
  });

  it('have names of their own, on one core too', () => {
    for (const threads of [1, 2]) {
      const names = contenders(threads).map(name_of);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('the numbers that all get', () => {
  it('are those of the engine', () => {
    const numbers = normal_numbers(10_000, 2, 1);
    expect(numbers[0]).toBeCloseTo(-1.0007539, 6);
    expect(numbers[9999]).toBeCloseTo(-0.9773159, 6);
  });

  it('are the tokens of the engine, too', () => {
    const tokens = made_tokens(10_000, 64, 7);
    expect([...tokens.slice(0, 6)]).toEqual([3, 18, 29, 20, 39, 34]);
    expect(tokens[9999]).toBe(24);
  });

  it('are sequences whose tokens come one after another, by time or by sequence', () => {
    const text = made_tokens(200, vocabulary, 7);
    const token = (rows, place) => rows.subarray(place * vocabulary, (place + 1) * vocabulary).indexOf(1);
    const by_sequence = sequences('gpt').batch(0);
    const by_time = sequences('lstm').batch(8); // the first again
    for (const [place, from] of [[0, 0], [1, 1], [63, 63], [64, 64], [130, 130]]) {
      expect(token(by_sequence.inputs, place)).toBe(text[from]);
      expect(token(by_sequence.labels, place)).toBe(text[from + 1]);
    }
    for (const [place, from] of [[0, 0], [32, 1], [63 * 32, 63], [1, 64], [2 * 32 + 2, 130]]) {
      expect(token(by_time.inputs, place)).toBe(text[from]);
      expect(token(by_time.labels, place)).toBe(text[from + 1]);
    }
  });

  it('are weights of query, key and value side by side, where one product does for three', () => {
    const { qkv } = gpt_weights().blocks[0];
    expect(qkv.shape).toEqual([128, 384]);
    [5, 7, 9].forEach((seed, part) => {
      const own = normal_numbers(128 * 128, Math.sqrt(2 / 128), seed);
      for (const [row, column] of [[0, 0], [3, 5], [127, 127]])
        expect(qkv.values[row * 384 + part * 128 + column]).toBe(own[row * 128 + column]);
    });
  });

  it('are turned as their axes are', () => {
    expect([...transposed(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 0])]).toEqual([1, 4, 2, 5, 3, 6]);
    const cube = Float32Array.from({ length: 24 }, (_, i) => i);
    expect(transposed(cube, [2, 3, 4], [2, 0, 1])[1 * 6 + 1 * 3 + 2]).toBe(cube[1 * 12 + 2 * 4 + 1]);
  });

  it('have the shapes that a task names', () => {
    expect(matmul_shape('matmul-512')).toEqual([512, 512, 512]);
    expect(matmul_shape('matmul-128x784x512')).toEqual([128, 784, 512]);
  });
});
