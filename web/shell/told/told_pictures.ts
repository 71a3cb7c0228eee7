// Pictures and matrices: what stands in them in words, and their numbers on request.
import { number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import { counted, extremes, grid_table, labels, list, numbers, type Sheet, type Teller, tensor, word } from './told.ts';

const joined = (...parts: string[]): string => parts.filter(Boolean).join(', ');

interface PictureBox {
  picture: number;
  box: number[];
  label: string;
  score?: number;
}

interface Images {
  label: string;
  note: string;
  captions: string[];
  images: string;
  selected: number;
  boxes?: PictureBox[];
}

/** What lies on each picture: its names, and how sure they are. */
function boxes_told(boxes: PictureBox[], count: number): string[] {
  const named = ({ label, score }: PictureBox): string => [word(label), ...(score === undefined ? [] : [number_text(score)])].join(' ');
  return counted(count).map((number, i) => {
    const here = boxes.filter(({ picture }) => picture === i).map(named);
    return here.length > 0
      ? text('mirror.images.boxes', { index: number, boxes: here })
      : text('mirror.images.boxes.none', { index: number });
  });
}

function box_sheet(name: string, boxes: PictureBox[]): Sheet {
  const columns = ['', 'x₀', 'y₀', 'x₁', 'y₁'];
  const scored = boxes.some(({ score }) => score !== undefined);
  const row = (index: number): string[] => {
    const { picture, box, label, score } = boxes[index] as PictureBox;
    return [`${picture + 1}: ${word(label)}`, ...box.map(number_text), ...(scored ? [number_text(score ?? NaN)] : [])];
  };
  const all = scored ? [...columns, text('mirror.images.score')] : columns;
  return { name: joined(name, text('mirror.images.box_places')), table: () => ({ columns: all, count: boxes.length, row }) };
}

/** Captions in one sentence; more can be read with the numbers. */
const most_captions = 12;

export const tell_images: Teller = (view) => {
  const groups = list<Images>(view.options.groups).map((group) => {
    const { shape, data } = tensor(view, group.images);
    const [count = 0, height = 0, width = 0, channels = 1] = shape;
    const name = joined(word(group.label), word(group.note));
    const { boxes, selected } = group;
    return { name, captions: labels(group.captions), selected, boxes, data, count, height, width, channels };
  });
  const sentences = groups.flatMap(({ name, captions, selected, boxes, count, height, width }) => {
    const shown = captions.slice(0, most_captions).map((caption, i) => `${i + 1}: ${caption}`);
    const rest = captions.length - shown.length;
    return [
      text(count === 1 ? 'mirror.images.one' : 'mirror.images', { name, count, height, width }),
      ...(captions.length > 0
        ? [text(rest > 0 ? 'mirror.captions.more' : 'mirror.captions', { captions: shown, rest })]
        : []),
      ...(selected >= 0 ? [text('mirror.images.chosen', { index: selected + 1 })] : []),
      ...(boxes ? boxes_told(boxes, count) : []),
    ];
  });
  const sheets = groups.flatMap(({ name, captions, data, count, height, width, channels }): Sheet[] =>
    counted(count).map((number, i) => ({
      name: joined(`${name} ${number}`, captions[i] ?? ''),
      table: () => {
        const from = i * height * width * channels;
        if (channels === 1) return grid_table(data, counted(width), counted(height), from);
        const cell = (place: number): string =>
          [...data.subarray(from + place * channels, from + (place + 1) * channels)].map(number_text).join(' ');
        const row = (y: number): string[] => [String(y + 1), ...counted(width).map((_, x) => cell(y * width + x))];
        return { columns: ['', ...counted(width)], count: height, row };
      },
    })),
  );
  const places = groups.flatMap(({ name, boxes }) => (boxes && boxes.length > 0 ? [box_sheet(name, boxes)] : []));
  return { sentences, sheets: [...places, ...sheets] };
};

export const tell_matrix: Teller = (view) => {
  const { options } = view;
  const columns = labels(options.columns);
  const rows = labels(options.rows);
  const values = numbers(view, 'values');
  const { least, most } = extremes(values);
  const corner = text('mirror.matrix.corner', { y: word(options.y), x: word(options.x) });
  const at = (place: number) => ({
    row: rows[Math.floor(place / columns.length)] ?? '',
    column: columns[place % columns.length] ?? '',
    value: number_text(values[place]),
  });
  const axes = { x: word(options.x), y: word(options.y) };
  const sentences = [text('mirror.matrix', { rows: rows.length, columns: columns.length, ...axes })];
  if (most >= 0) sentences.push(text('mirror.matrix.most', { ...at(most), ...axes }));
  if (least >= 0 && options.palette === 'diverging') sentences.push(text('mirror.matrix.least', { ...at(least), ...axes }));
  return { sentences, sheets: [{ name: '', table: () => grid_table(values, columns, rows, 0, corner) }] };
};

export const tell_attention: Teller = (view) => {
  const { options } = view;
  const blocks = labels(options.blocks);
  const keys = list(options.keys);
  const queries = list(options.queries);
  const { shape, data } = tensor(view, 'weights');
  const heads = shape[1] ?? 0;
  const size = keys.length * queries.length;
  const selected = Number(options.selected ?? -1);
  const each = blocks.flatMap((block, b) =>
    counted(heads).map((head, h) => ({ name: joined(block, text('ui.attention.head', { head })), from: (b * heads + h) * size })),
  );
  const looks = each.flatMap(({ name, from }) => {
    const row = data.subarray(from + selected * keys.length, from + (selected + 1) * keys.length);
    const { most } = extremes(row);
    return most < 0 ? [] : [text('mirror.attention.most', { name, key: keys[most] ?? '', weight: number_text(row[most]) })];
  });
  const query = queries[selected];
  const sentences = [
    text('mirror.attention', { blocks: blocks.length, heads, queries: queries.length, keys: keys.length }),
    ...(query === undefined ? [] : [text('mirror.attention.from', { token: query, place: selected + 1, looks })]),
  ];
  const corner = text('mirror.matrix.corner', { y: text('ui.attention.query'), x: text('ui.attention.key') });
  const sheets = each.map(({ name, from }): Sheet => ({ name, table: () => grid_table(data, keys, queries, from, corner) }));
  return { sentences, sheets };
};

interface Stage {
  label: string;
  note?: string;
  shape: string;
  rows?: string[];
  columns?: string[];
  values: string;
}

export const tell_path: Teller = (view) => {
  const stages = list<Stage>(view.options.stages);
  const sentences = stages.map(({ label, note, shape }, i) =>
    text('mirror.path', { index: i + 1, stage: joined(word(label), word(note)), shape }),
  );
  const sheets = stages.map((stage, i): Sheet => {
    const { shape, data } = tensor(view, stage.values);
    const width = stage.columns?.length ?? shape.at(-1) ?? 1;
    const height = Math.max(1, Math.ceil(data.length / Math.max(1, width)));
    const rows = stage.rows ?? counted(height);
    return { name: `${i + 1}: ${word(stage.label)}`, table: () => grid_table(data, stage.columns ?? counted(width), rows) };
  });
  return { sentences, sheets };
};

export const tell_comparison: Teller = (view) => {
  const { options } = view;
  const columns = labels(options.columns);
  const rows = labels(options.rows);
  const captions = labels(options.captions);
  const row = (index: number): string[] => [
    rows[index] ?? '',
    ...columns.map((_, column) => captions[index * columns.length + column] || '–'),
  ];
  const sheets = rows.map((name, i): Sheet => {
    const points = numbers(view, `points.${i}`);
    const belongs = columns.map((_, column) => numbers(view, `labels.${i * columns.length + column}`));
    const place = (point: number): string[] => [
      String(point + 1),
      number_text(points[2 * point]),
      number_text(points[2 * point + 1]),
      ...belongs.map((clusters) => (clusters.length > 0 ? number_text((clusters[point] ?? NaN) + 1) : '–')),
    ];
    return { name, table: () => ({ columns: ['', 'x', 'y', ...columns], count: points.length / 2, row: place }) };
  });
  const sentences = [text('mirror.comparison', { rows: rows.length, columns: columns.length })];
  return { sentences, table: { columns: ['', ...columns], count: rows.length, row }, sheets };
};
