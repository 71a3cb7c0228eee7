// The messages between the page and the trainer, as demos/trainer/protocol.h lays them down. Shapes only: no behaviour.

/** A layer of a network: its kind, and its fields by name. */
export type Layer = { kind: string } & Record<string, number | string>;

/** A number, boolean, a choice's name, a text, [units of each layer], [[x, y, label?] of each point] or layers. */
export type Value = number | boolean | string | number[] | number[][] | Layer[];
export type Values = Record<string, Value>;

/** Values as links and scripts write them, by name. */
export type Written = Record<string, string>;

export interface Param {
  name: string;
  group: string;
  kind: 'number' | 'integer' | 'boolean' | 'choice' | 'units' | 'points' | 'layers' | 'text';
  initial: Value;
  /** The text of `initial`. */
  written: string;
  low: number;
  high: number;
  choices: string[];
  /** Of `layers`: the kinds there are, and the numbers each takes. */
  vocabulary?: { kind: string; fields: { name: string; initial: number; low: number; high: number }[] }[];
}

export interface ViewSpec {
  name: string;
  kind: string;
}

export interface Preset {
  id: string;
  values: Values;
  /** The texts of `values`. */
  written: Written;
  /** The pace at which it is best watched; 0: as fast as it can. */
  steps_per_second: number;
}

export interface Demo {
  id: string;
  /** The pace where no preset says; 0: as fast as it can. */
  steps_per_second: number;
  /** What must have been sent before it is opened. */
  assets: string[];
  /** The visitor's own files that it trains on. */
  files: ('csv' | 'images' | 'text')[];
  /** Of `csv`, what it learns a column as: a series goes on from row to row and needs no inputs. */
  table_target: 'number' | 'classes' | 'series' | '';
  params: Param[];
  views: ViewSpec[];
  presets: Preset[];
}

/** What fills the braces of a text. An object with a key is a text of its own. */
export type Argument = string | number | boolean | null | Argument[] | { key: string; [name: string]: Argument };
export type Arguments = Record<string, Argument>;

export interface Notice {
  level: 'info' | 'warning' | 'error';
  key: string;
  arguments: Arguments;
  action?: { label: string; message: Message };
}

/** NaN and infinity arrive as null. */
export type Metrics = Record<string, number | null>;

export interface PackedTensor {
  shape: number[];
  dtype: 'float32' | 'int32';
  /** Where its numbers begin in the frame's bytes. */
  offset: number;
}

export interface PackedView {
  options: Record<string, unknown>;
  tensors: Record<string, PackedTensor>;
}

export type DeviceKind = 'cpu' | 'webgpu';

/** Where the run trains now; what follows is of webgpu alone. */
export interface DeviceState {
  kind: DeviceKind;
  /** Bytes. */
  bytes_in_use?: number;
  /** Bytes, free for the next tensor. */
  bytes_pooled?: number;
  /** Steps handed over and not worked off. */
  in_flight?: number;
}

export interface Frame {
  type: 'frame';
  /** Of the request `view` that it answers; absent when it answers a look. */
  id?: number;
  revision: number;
  demo: string;
  values: Values;
  playing: boolean;
  metrics: Metrics;
  device: DeviceState;
  /** Where in the frame's bytes its views are, as the JSON of a record of PackedView: only who draws reads them. */
  views: { offset: number; size: number };
}

export interface Column {
  name: string;
  numeric: boolean;
  /** Rows in which it holds no number. */
  missing: number;
  sample: string[];
}

export interface Table {
  columns: Column[];
  rows: number;
}

export interface TextFacts {
  /** Unicode code points: all, and the different ones. */
  characters: number;
  different: number;
}

/** A file whose bytes go with a message, unpacked. */
export interface ListedFile {
  name: string;
  size: number;
}

/** What a request is answered with. */
export interface Result {
  values?: Values;
  /** The texts of `values`. */
  written?: Written;
  notices?: Notice[];
}

export type Reply =
  { type: 'reply'; id: number; ok: true; result: unknown } | { type: 'reply'; id: number; ok: false; notice: Notice };

export type FromTrainer =
  | { type: 'catalogue'; demos: Demo[] }
  | { type: 'checkpoint'; demo: string; values: Values; step: number }
  | ({ type: 'notice' } & Notice)
  | Frame
  | Reply;

/** Any message: a type, and what goes with it. */
export interface Message {
  type: string;
  [field: string]: unknown;
}

/** A visitor wants to type the value of a parameter of kind text, or its field has `moved`. */
export interface EditRequest {
  param: string;
  value: string;
  /** Unicode code points. */
  most: number;
  /** x, y, width and height in CSS pixels of the canvas; empty where the field is out of sight. */
  box: [x: number, y: number, width: number, height: number];
  moved: boolean;
}

/** Value of the parameter `data` while a run trains on the visitor's own file. */
export const own_file = 'file';

// Between the page and the worker itself, which has the GPU: the trainer sees nothing of it.

/** Each is answered by the GpuAnswer beside it. `half`: products of numbers stored in half precision, summed in single. */
export type GpuRequest =
  | { kind: 'gpu_look' } // gpu_seen
  | { kind: 'gpu_start'; half: boolean } // gpu_started; the device that is there serves on unless it is lost or `half` differs
  | { kind: 'gpu_times' }; // gpu_times; twice a second while somebody looks

/** The graphics card as the worker sees it, before any of it is used. */
export interface GpuSeen {
  /** As a visitor may know it; null without one. */
  adapter: string | null;
  /** Why there is none: this browser has no WebGPU, WebGPU finds no adapter, or the adapter gives no device. */
  why?: 'no_webgpu' | 'no_adapter' | 'no_device';
  /** It can store numbers in half precision. */
  half: boolean;
}

/** Milliseconds of one step, a mean over those since the last time; null where the browser does not tell. */
export interface GpuTimes {
  upload: number | null;
  compute: number | null;
  read_back: number | null;
}

export type GpuAnswer =
  | ({ kind: 'gpu_seen' } & GpuSeen)
  | ({ kind: 'gpu_started' } & GpuSeen)
  | { kind: 'gpu_times'; times: GpuTimes | null }; // null: no step has been measured
