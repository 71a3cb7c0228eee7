// The data behind a view, as typed arrays.
import type { PackedView } from '../base/protocol.ts';
import type { DrawnFrame } from '../worker/trainer.ts';

export interface TensorData {
  shape: number[];
  data: Float32Array | Int32Array;
}

export interface ViewData {
  options: Record<string, unknown>;
  tensors: Record<string, TensorData>;
}

const count = (shape: number[]): number => shape.reduce((product, length) => product * length, 1);

/** The view `name` of a frame; its numbers are a copy. */
export function unpack(name: string, { frame, bytes }: DrawnFrame): ViewData {
  const place = frame.views;
  const text = new TextDecoder().decode(bytes.subarray(place.offset, place.offset + place.size));
  const view = (JSON.parse(text) as Record<string, PackedView>)[name];
  if (view === undefined) throw new Error(`${frame.demo} shows no view ${name}`);
  const tensors = Object.entries(view.tensors).map(([key, { shape, dtype, offset }]): [string, TensorData] => {
    const numbers = bytes.slice(offset, offset + 4 * count(shape)).buffer;
    return [key, { shape, data: dtype === 'int32' ? new Int32Array(numbers) : new Float32Array(numbers) }];
  });
  return { options: view.options, tensors: Object.fromEntries(tensors) };
}
