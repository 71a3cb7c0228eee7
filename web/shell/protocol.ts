// The messages between the page and the trainer, as demos/core/protocol.h lays them down. Shapes only: no behaviour.

/** A number, boolean, a choice's name, [units of each layer], [[x, y, label?] of each point] or ["conv-8-5-1" of each layer]. */
export type Value = number | boolean | string | number[] | number[][] | string[];
export type Values = Record<string, Value>;

export interface Param {
  name: string;
  group: string;
  kind: 'number' | 'integer' | 'boolean' | 'choice' | 'units' | 'points' | 'layers' | 'text';
  initial: Value;
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

export interface Frame {
  type: 'frame';
  /** Of the request `view` that it answers; absent when it answers a look. */
  id?: number;
  revision: number;
  demo: string;
  values: Values;
  playing: boolean;
  metrics: Metrics;
  views: Record<string, PackedView>;
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
