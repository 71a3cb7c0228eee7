// The messages between the page and the trainer, and the page's interface. Shapes only: no behaviour. What is declared
// here and in file_messages.ts is what `gradlab schema` prints, member by member; tests/headless/schema.test.mjs compares them.

/** A layer of a network: its kind, and its fields by name. */
export interface Layer {
  kind: string;
  [name: string]: number | string;
}

/** A number, boolean, a choice's name, a text, [units of each layer], a row's [numbers], [[x, y, label?] of each point] or layers. */
export type Value = number | boolean | string | number[] | number[][] | Layer[];
export type Values = Record<string, Value>;

/** Values as links and scripts write them, by name. */
export type Written = Record<string, string>;

/** Holds while the parameter has one of the values. */
export interface Condition {
  name: string;
  values: Value[];
}

/** A kind of layers, and the numbers that it takes. */
export interface LayerKind {
  kind: string;
  fields: { name: string; initial: number; low: number; high: number }[];
  /** A new one belongs before the first of these kinds. */
  before?: string[];
}

export interface Param {
  name: string;
  /** The name whose texts it has where it lacks its own. */
  term?: string;
  group: string;
  kind: 'number' | 'integer' | 'boolean' | 'choice' | 'units' | 'points' | 'layers' | 'text' | 'row';
  initial: Value;
  /** The text of `initial`. */
  written: string;
  low: number;
  /** Of units, points, layers, text and row how many there may be. */
  high: number;
  /** Of units: in one layer. */
  most_units?: number;
  logarithmic: boolean;
  unit: string;
  choices: string[];
  /** Applies to the running model. */
  live: boolean;
  /** Shown only while all hold. */
  when: Condition[];
  /** Of layers. */
  vocabulary?: LayerKind[];
  /** What each choice looks like as a curve. */
  sketch?: Record<string, number[]>;
}

export interface ViewSpec {
  name: string;
  kind: string;
  /** Takes two columns of the grid where there is room. */
  wide: boolean;
  /** There only while all hold. */
  when: Condition[];
  /** Shown with those of the same. */
  section: string;
}

/** Something to try: a button that sets values, or leads to the view where it is done. */
export interface Try {
  id: string;
  /** What it sets. Nothing: it is done in the view. */
  written: Written;
  /** Where it is to be seen or done. Empty: wherever the visitor looks. */
  view: string;
  /** The kind of situation in which it is what to do next; empty: none. */
  answers: string;
  /** From step 0, though what it sets applies live. */
  anew: boolean;
  /** What the preset has learned after so many steps, trained when the page was built; 0: none. */
  learned: number;
}

export interface Preset {
  id: string;
  values: Values;
  /** The texts of `values`. */
  written: Written;
  /** The pace at which it is best watched; 0: as fast as it can. */
  steps_per_second: number;
  /** It is there to be seen failing. */
  diverges: boolean;
  /** What to try, in this order. */
  tries: Try[];
}

/** The metric that tells whether a demo learns, and which way it then goes. */
export interface Progress {
  metric: string;
  direction: 'falls' | 'rises';
}

export interface Demo {
  id: string;
  /** The pace where no preset says; 0: as fast as it can. */
  steps_per_second: number;
  /** The visitor's own files that it trains on. */
  files: ('csv' | 'images' | 'text')[];
  /** Of `csv`, what it learns a column as: a series goes on from row to row and needs no inputs. */
  table_target: 'number' | 'classes' | 'series' | '';
  params: Param[];
  views: ViewSpec[];
  presets: Preset[];
  progress: Progress;
  /** Where it can train. */
  devices: DeviceKind[];
}

/** Once, when it can train. */
export interface Catalogue {
  type: 'catalogue';
  demos: Demo[];
}

/** What fills the braces of a text. An object with a key is a text of its own. */
export type Argument = string | number | boolean | null | Argument[] | { key: string; [name: string]: Argument };
export type Arguments = Record<string, Argument>;

export interface Notice {
  type?: 'notice';
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

/** The steps that one can look back to, and the present, which is the last. */
export interface Course {
  first: number;
  last: number;
  /** What is shown is of the past. */
  away: boolean;
  /** Of some steps, made on webgpu, only moments that were kept can be shown. */
  kept: boolean;
}

/** What has become of the run. */
export interface Situation {
  kind: 'training' | 'diverged' | 'over_fitting' | 'still' | 'solved';
  /** Where the test loss was least, or the goal was reached. */
  step: number;
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
  /** What the run began with: the preset's values. */
  initial: Values;
  /** Of parameters of kind row: what each of their numbers is, between what the data lie, and where it stands. */
  rows: Record<string, { label: string; low: number; high: number; at: number }[]>;
  course: Course;
  situation: Situation;
  device: DeviceState;
  /** Where in the frame's bytes its views are, as the JSON of a record of PackedView: only who draws reads them. */
  views: { offset: number; size: number };
}

/** What a request is answered with. */
export interface Result {
  values?: Values;
  /** The texts of `values`. */
  written?: Written;
  notices?: Notice[];
}

/** A run as it was written down, with a checkpoint's bytes. */
export interface Kept {
  values: Values;
  written: Written;
  step: number;
  /** Of what training has made of the run: equal for equal runs. */
  hash: string;
  /** Of the kernels: another one rounds otherwise. */
  build: string;
  /** The step at which something was last changed that `values` do not tell; -1: none, so training anew repeats it. */
  altered_at: number;
}

export type Reply =
  { type: 'reply'; id: number; ok: true; result: unknown } | { type: 'reply'; id: number; ok: false; notice: Notice };

/** With its bytes, every few seconds while training, and when it pauses. */
export interface CheckpointMessage {
  type: 'checkpoint';
  demo: string;
  values: Values;
  step: number;
}

export type FromTrainer = Catalogue | CheckpointMessage | Notice | Frame | Reply;

/** Any message: a type, and what goes with it. */
export interface Message {
  type: string;
  [name: string]: unknown;
}

/** A visitor wants to type the value of a parameter of kind text, or its field has `moved`. */
export interface EditRequest {
  type: 'edit';
  param: string;
  value: string;
  /** Unicode code points. */
  most: number;
  /** x, y, width and height in CSS pixels of the canvas; empty where the field is out of sight. */
  box: [number, number, number, number];
  moved: boolean;
}

/** What is pointed at in the workspace; nothing where both are empty. */
export interface TipRequest {
  type: 'tip';
  /** To be said, and its terms explained. */
  sentence: string;
  /** What stands there to be read: its terms are explained, too. */
  words: string;
  /** As in EditRequest. */
  box: [number, number, number, number];
}

/** Value of the parameter `data` while a run trains on the visitor's own file. */
export const own_file = 'file';
