// Scenes of an environment.
import { number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { counted, grid_table, labels, list, place_text, type Sheet, type Table, type Teller, tensor, word } from './told.ts';

/** Where the numbers of a shape begin, after its kind, its role and its opacity. */
const shape_columns = ['mirror.stage.kind', 'mirror.stage.role', 'mirror.stage.value'];

interface Tip {
  box: number[];
  rows: { label: string; value: number }[];
}

/** A game of the visitor's own. */
export interface Play {
  actions: string[];
  /** What is done where nothing is; -1: time waits. */
  rest: number;
  moves: number;
  over: boolean;
  gains: { label: string; value: number }[];
}

export const gains_text = (gains: Play['gains']): string => gains.map(({ label, value }) => `${word(label)} ${number_text(value)}`).join('; ');

/** The steps whose episodes can be looked at again. */
export const past_steps = ({ past }: ViewData['options']): number[] => (past as { steps?: number[] } | undefined)?.steps ?? [];

export const tell_stage: Teller = (view) => {
  const { options } = view;
  const past = past_steps(options);
  const play = options.play as Play | undefined;
  const captions = labels(options.captions);
  const frames = tensor(view, 'frames');
  const [moments = 0, moving = 0, width = 0] = frames.shape;
  const sentences = [
    ...(moments > 1 ? [text('mirror.stage', { moments, episode: Number(options.episode ?? 0) })] : []),
    ...(captions.length > 0 ? [text('mirror.stage.end', { caption: captions.at(-1) ?? '' })] : []),
    ...(past.length > 0 ? [text('mirror.stage.past', { steps: past.map((step) => number_text(step)).join('; ') })] : []),
    ...(play ? [text('mirror.stage.play', { gains: gains_text(play.gains) })] : []),
  ];
  if (sentences.length === 0) sentences.push(text('mirror.stage.still', { count: list(options.texts).length }));
  const sheets: Sheet[] = [];
  const tips = list<Tip>(options.tips).flatMap(({ box, rows }) => rows.map((row) => ({ box, ...row })));
  if (tips.length > 0) {
    const columns = [text('mirror.stage.place'), text('mirror.stage.what'), text('mirror.points.value')];
    const row = (i: number): string[] => {
      const { box = [], label = '', value = NaN } = tips[i] ?? {};
      return [place_text(box[0], box[2]), word(label), number_text(value)];
    };
    sheets.push({ name: text('mirror.stage.values'), table: () => ({ columns, count: tips.length, row }) });
  }
  if (captions.length > 0) {
    const columns = [text('mirror.stage.moment'), text('mirror.stage.caption')];
    const row = (i: number): string[] => [String(i + 1), captions[i] ?? ''];
    sheets.push({ name: text('mirror.stage.captions'), table: () => ({ columns, count: captions.length, row }) });
  }
  const words = list(options.texts);
  if (words.length > 0) {
    const row = (i: number): string[] => [String(i + 1), words[i] ?? ''];
    const columns = [text('mirror.points.number'), text('mirror.stage.written')];
    sheets.push({ name: text('mirror.stage.texts'), table: () => ({ columns, count: words.length, row }) });
  }
  const shapes = (data: ArrayLike<number>, rows: string[]): Table => {
    const columns = [...shape_columns.map((key) => text(key)), ...counted(Math.max(0, width - shape_columns.length))];
    return grid_table(data, columns, rows);
  };
  const rows = counted(moments).flatMap((moment) => counted(moving).map((shape) => (moving > 1 ? `${moment}, ${shape}` : moment)));
  if (frames.data.length > 0) sheets.push({ name: text('mirror.stage.shapes'), table: () => shapes(frames.data, rows) });
  return { sentences, sheets };
};
