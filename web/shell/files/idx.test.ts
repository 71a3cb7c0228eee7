import { describe, expect, it } from 'vitest';
import { fc } from '../fixtures/property.ts';
import { gather, idx_header, type IdxFile } from './idx.ts';

const bytes = (...numbers: number[]) => Uint8Array.from(numbers);
const extent = (length: number) => [length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
const images = bytes(0, 0, 8, 3, ...extent(60_000), ...extent(28), ...extent(28), 1, 2);
const labels = bytes(0, 0, 8, 1, ...extent(60_000), 7, 7, 7, 7);

describe('the beginning of an IDX file', () => {
  it('says what it holds, and how long it is', () => {
    expect(idx_header(images)).toEqual({ holds: 'images', size: 16 + 60_000 * 784 });
    expect(idx_header(labels)).toEqual({ holds: 'labels', size: 8 + 60_000 });
    expect(idx_header(bytes(0, 0, 0x0d, 1, ...extent(10)))).toEqual({ holds: 'labels', size: 8 + 40 });
  });

  it("tells labels from images by its extents, QMNIST's too", () => {
    const of = (type: number, ...extents: number[]) =>
      idx_header(bytes(0, 0, type, extents.length, ...extents.flatMap(extent)));
    expect(of(0x0c, 60_000, 8)).toEqual({ holds: 'labels', size: 12 + 60_000 * 8 * 4 });
    expect(of(0x0c, 60_000)?.holds).toBe('labels');
    expect(of(8, 60_000, 1)?.holds).toBe('labels');
    expect(of(8, 60_000, 8)?.holds).toBeNull(); // one of eight classes, perhaps
    expect(of(0x0d, 60_000, 784)?.holds).toBeNull();
    expect(of(0x0d, 60_000, 28, 28)?.holds).toBe('images');
    expect(of(8, 100, 32, 32, 3)?.holds).toBe('images');
    expect(of(8, 100, 3, 32, 32)?.holds).toBeNull();
  });

  it('is read wherever it stands in memory', () => {
    const shifted = new Uint8Array([9, 9, ...labels]).subarray(2);
    expect(idx_header(shifted)).toEqual(idx_header(labels));
  });

  it('may announce more than there is', () => {
    const extents = [0xffffffff, 0xffffffff, 0xffffffff].flatMap(extent);
    expect(idx_header(bytes(0, 0, 8, 3, ...extents))?.size).toBeGreaterThan(1e28);
  });

  it('says how long any file is, of images, of labels or of neither', () => {
    const sizes = fc.constantFrom([0x08, 1], [0x09, 1], [0x0b, 2], [0x0c, 4], [0x0d, 4], [0x0e, 8]);
    const extents = fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 4 });
    const told = fc.property(sizes, extents, ([type, size], all) => {
      const header = idx_header(bytes(0, 0, type!, all.length, ...all.flatMap(extent)));
      expect(header?.size).toBe(4 + 4 * all.length + size! * all.reduce((product, one) => product * one, 1));
      expect(header?.holds).toBeOneOf(all.length === 1 ? ['labels'] : ['images', 'labels', null]);
    });
    fc.assert(told);
  });

  it('is read or not, whatever comes', () => {
    const begins = fc.tuple(fc.constantFrom([], [0], [0, 0], [0, 0, 8], [0, 0, 13, 3]), fc.uint8Array({ maxLength: 40 }));
    const read = fc.property(begins, ([first, rest]) => {
      const header = idx_header(Uint8Array.from([...first, ...rest]));
      expect(header === null || header.size >= 8).toBe(true);
    });
    fc.assert(read, { numRuns: 1000 });
  });

  it.each([
    ['nothing', bytes()],
    ['a text', new TextEncoder().encode('x,y\n1,2\n3,4\n')],
    ['another number', bytes(0, 1, 8, 1, ...extent(10))],
    ['no such type', bytes(0, 0, 7, 1, ...extent(10))],
    ['no axis', bytes(0, 0, 8, 0, ...extent(10))],
    ['too many axes', bytes(0, 0, 8, 5, ...extent(10))],
    ['an end within it', images.subarray(0, 10)],
  ])('is not %s', (_, begins) => {
    expect(idx_header(begins as Uint8Array<ArrayBuffer>)).toBeNull();
  });
});

describe('files that came', () => {
  const file = (name: string, holds: 'images' | 'labels'): IdxFile => ({
    file: { name } as File,
    header: { holds, size: 1 },
  });
  const [x, y] = [file('train-images', 'images'), file('train-labels', 'labels')];
  const [test_x, test_y] = [file('t10k-images', 'images'), file('t10k-labels', 'labels')];

  it('are complete as a pair, and as two', () => {
    expect(gather([], [x, y])).toEqual({ complete: [x, y] });
    expect(gather([], [x, test_y, y, test_x])).toEqual({ complete: [x, test_y, y, test_x] });
  });

  it('wait for what is missing', () => {
    expect(gather([], [x])).toEqual({ waiting: [x], missing: 'labels' });
    expect(gather([], [y])).toEqual({ waiting: [y], missing: 'images' });
    expect(gather([x], [y])).toEqual({ complete: [x, y] });
    expect(gather([], [x, y, test_x])).toEqual({ waiting: [x, y, test_x], missing: 'labels' });
    expect(gather([x, y, test_x], [test_y])).toEqual({ complete: [x, y, test_x, test_y] });
  });

  it('take the place of those that wait under the same name', () => {
    const again = file('train-images', 'images');
    expect(gather([x], [again])).toEqual({ waiting: [again], missing: 'labels' });
  });

  it('are used without those that wait if they are complete', () => {
    expect(gather([x], [test_x, test_y])).toEqual({ complete: [test_x, test_y] });
  });
});
