// Which kind of view is drawn how. A demo is seen by the first of its views that has a painter.
import { paint_lines, paint_tokens } from './line_painters.ts';
import type { Painter } from './painter.ts';
import { paint_images, paint_matrix } from './picture_painters.ts';
import { paint_comparison, paint_scatter } from './plane_painter.ts';
import { paint_stage } from './stage_painter.ts';

export const painters: Readonly<Record<string, Painter>> = {
  comparison: paint_comparison,
  images: paint_images,
  line_chart: paint_lines,
  matrix: paint_matrix,
  scatter: paint_scatter,
  stage: paint_stage,
  tokens: paint_tokens,
};
