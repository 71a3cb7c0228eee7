// What a page and a Gradlab in a frame of it tell each other. The page says hello with a port; all else goes over that port,
// which nobody else has.
import type { Metrics } from './protocol.ts';

export type FrameVersion = 1;

/** The frame to the page around it, whoever that is, until somebody says hello. */
export interface FrameReady {
  gradlab: 'ready';
  version: FrameVersion;
  /** What it asks for, in CSS pixels. */
  height: number | null;
}

/** The page to the frame, with a port. */
export interface Hello {
  gradlab: 'hello';
  version: number;
}

/** The page, over the port: a member of window.gradlab, and what it is called with. */
export interface Call {
  id: number;
  member: string;
  arguments: unknown[];
}

/** The frame, over the port. */
export type FromFrame =
  | { kind: 'welcome'; version: FrameVersion; members: readonly string[] }
  | { kind: 'refused'; sentence: string }
  | { kind: 'answer'; id: number; result: unknown }
  | { kind: 'refusal'; id: number; sentence: string }
  | { kind: 'state'; playing: boolean; metrics: Metrics };
