// Which kind of view is told how.
import { tell_bars, tell_histograms, tell_lines } from './told_charts.ts';
import { tell_network, tell_pad } from './told_networks.ts';
import { tell_attention, tell_comparison, tell_images, tell_matrix, tell_path } from './told_pictures.ts';
import { tell_scatter } from './told_planes.ts';
import { tell_stage } from './told_stages.ts';
import { tell_profile, tell_ratings, tell_sentences, tell_table, tell_tokens } from './told_texts.ts';
import { tell_arrays, type Teller } from './told.ts';

const tellers: Readonly<Record<string, Teller>> = {
  attention: tell_attention,
  bars: tell_bars,
  comparison: tell_comparison,
  histograms: tell_histograms,
  images: tell_images,
  line_chart: tell_lines,
  matrix: tell_matrix,
  network: tell_network,
  pad: tell_pad,
  path: tell_path,
  profile: tell_profile,
  ratings: tell_ratings,
  scatter: tell_scatter,
  stage: tell_stage,
  table: tell_table,
  text: tell_sentences,
  tokens: tell_tokens,
};

export const teller = (kind: string): Teller => tellers[kind] ?? tell_arrays;
