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

/** The view `name` of a frame, null where it has none of that name; its numbers are a copy. */
export function find_view(name: string, { frame, bytes }: DrawnFrame): ViewData | null {
  const place = frame.views;
  const text = new TextDecoder().decode(bytes.subarray(place.offset, place.offset + place.size));
  const view = (JSON.parse(text) as Record<string, PackedView>)[name];
  if (view === undefined) return null;
  const tensors = Object.entries(view.tensors).map(([key, { shape, dtype, offset }]): [string, TensorData] => {
    const numbers = bytes.slice(offset, offset + 4 * count(shape)).buffer;
    return [key, { shape, data: dtype === 'int32' ? new Int32Array(numbers) : new Float32Array(numbers) }];
  });
  return { options: view.options, tensors: Object.fromEntries(tensors) };
}

/** The same where there must be one. */
export function unpack(name: string, drawn: DrawnFrame): ViewData {
  const view = find_view(name, drawn);
  if (view === null) throw new Error(`${drawn.frame.demo} shows no view ${name}`);
  return view;
}
