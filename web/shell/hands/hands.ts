// Which kind of view is acted in how; others are only read.
import { choose } from './choose.ts';
import { draw } from './draw.ts';
import { edit_points } from './edit_points.ts';
import { edit_weights } from './edit_weights.ts';
import type { MakeHand } from './hand.ts';
import { listen } from './listen.ts';
import { pick_place } from './pick_place.ts';
import { play_game } from './play_game.ts';
import { write } from './write.ts';

const hands: Readonly<Record<string, MakeHand[]>> = {
  attention: [choose('attention')],
  comparison: [choose('comparison')],
  images: [choose('images')],
  line_chart: [listen],
  matrix: [choose('matrix')],
  network: [edit_weights],
  pad: [draw],
  ratings: [choose('ratings')],
  scatter: [edit_points, pick_place],
  stage: [choose('stage'), pick_place, play_game],
  tokens: [choose('tokens'), write],
};

export const hands_for = (kind: string): readonly MakeHand[] => hands[kind] ?? [];
