// Which kind of view is acted in how; others are only read.
import { draw } from './draw.ts';
import { edit_points } from './edit_points.ts';
import { edit_weights } from './edit_weights.ts';
import type { MakeHand } from './hand.ts';
import { listen } from './listen.ts';
import { write } from './write.ts';

const hands: Readonly<Record<string, MakeHand>> = {
  line_chart: listen,
  network: edit_weights,
  pad: draw,
  scatter: edit_points,
  tokens: write,
};

export const hand_for = (kind: string): MakeHand | null => hands[kind] ?? null;
