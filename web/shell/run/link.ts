// The share link: `#<demo>?<name>=<value>&...` with only what differs from the demo's defaults, or from a preset's.
// Reads anything without throwing: what is wrong is left out, with a notice that names it.
import type { Arguments, Demo, Notice, Param, Value, Values } from '../base/protocol.ts';

const longest_link = 60_000; // characters: 1000 points and every parameter fit several times over
const most_points = 1000;
const most_units = 64;
const most_notices = 5;
const largest_coordinate = 1e6;

/** What a link asks for. `values` holds the preset's values and the link's own. */
export interface Target {
  demo: string;
  preset: string | null;
  values: Values;
}

export interface ParsedLink extends Target {
  notices: Notice[];
}

const warning = (key: string, values: Arguments): Notice => ({ level: 'warning', key, arguments: values });
const clipped = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A decimal number as people and our own links write it: no hexadecimal, no blanks, no infinity. */
function parse_number(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
}

function parse_numbers(text: string, separator: string): number[] | null {
  const numbers = text.split(separator).map(parse_number);
  return numbers.every((number) => number !== null) ? numbers : null;
}

const needed_by: Record<Param['kind'], (param: Param) => Arguments & { key: string }> = {
  number: ({ low, high }) => ({ key: 'notice.needed.range', low, high }),
  integer: ({ low, high }) => ({ key: 'notice.needed.range', low, high }),
  boolean: () => ({ key: 'notice.needed.boolean' }),
  choice: ({ choices }) => ({ key: 'notice.needed.choice', choices }),
  units: ({ high }) => ({ key: 'notice.needed.units', layers: high, units: most_units }),
  points: () => ({ key: 'notice.needed.points', most: most_points }),
  layers: ({ high, vocabulary = [] }) => ({
    key: 'notice.needed.layers',
    layers: high,
    kinds: vocabulary.map(({ kind }) => kind),
  }),
  text: ({ high }) => ({ key: 'notice.needed.text', most: high }),
};

function parse_point(text: string): number[] | null {
  const point = parse_numbers(text, ',');
  if (point === null || point.length < 2 || point.length > 3) return null;
  return point.every((number) => Math.abs(number) <= largest_coordinate) ? point : null;
}

/** A layer such as conv-8-5-1, complete, or null: fields left out at the end have their initial values. */
function parse_layer(text: string, vocabulary: NonNullable<Param['vocabulary']>): string | null {
  const [kind, ...written] = text.split('-');
  const fields = vocabulary.find((word) => word.kind === kind)?.fields;
  if (fields === undefined || written.length > fields.length) return null;
  const numbers = fields.map(({ initial, low, high }, place) => {
    const digits = written[place] ?? String(initial);
    if (!/^(\d+\.?\d*|\.\d+)$/.test(digits)) return null;
    const number = Number(digits);
    const whole = [initial, low, high].every(Number.isInteger);
    return number >= low && number <= high && (!whole || Number.isInteger(number)) ? number : null;
  });
  return numbers.includes(null) ? null : [kind, ...numbers].join('-');
}

/** `text` as `param` takes it, or null. The trainer checks again. */
function parse_value(param: Param, text: string): Value | null {
  switch (param.kind) {
    case 'number':
    case 'integer': {
      const number = parse_number(text);
      if (number === null || number < param.low || number > param.high) return null;
      return param.kind === 'integer' && !Number.isInteger(number) ? null : number;
    }
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : null;
    case 'choice':
      return param.choices.includes(text) ? text : null;
    case 'units': {
      const units = text === '' ? [] : parse_numbers(text, ',');
      if (units === null || units.length > param.high) return null;
      return units.every((count) => Number.isInteger(count) && count >= 1 && count <= most_units) ? units : null;
    }
    case 'points': {
      const points = text === '' ? [] : text.split(';', most_points + 1).map(parse_point);
      if (points.length > most_points) return null;
      return points.every((point) => point !== null) ? points : null;
    }
    case 'layers': {
      const layers = text === '' ? [] : text.split(',', param.high + 1).map((one) => parse_layer(one, param.vocabulary ?? []));
      if (layers.length > param.high) return null;
      return layers.every((layer) => layer !== null) ? layers : null;
    }
    case 'text':
      return [...text].length <= param.high && !/\p{Surrogate}/u.test(text) ? text : null; // half a character is none
  }
}

function write_value(value: Value): string {
  if (!Array.isArray(value)) return String(value);
  return value
    .map((item) => (Array.isArray(item) ? item.map(to_three_decimals).join(',') : String(item)))
    .join(value.some(Array.isArray) ? ';' : ',');
}

const to_three_decimals = (number: number): number => Math.round(number * 1000) / 1000 + 0;

/** The point as a link can carry it. Added points are rounded so at once, so that a link reproduces the run. */
export const as_in_link = (point: number[]): number[] => point.map(to_three_decimals);

export const equal = (a: Value | Values | undefined, b: Value | Values | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The demo's initial values with the preset's in their place. */
export function defaults(demo: Demo, preset: string | null): Values {
  const initial = Object.fromEntries(demo.params.map(({ name, initial }) => [name, initial]));
  return { ...initial, ...demo.presets.find(({ id }) => id === preset)?.values };
}

/** What the fragment `hash` (with or without its #) asks for; the first demo if it names none. */
export function parse_link(hash: string, demos: readonly Demo[]): ParsedLink {
  const first = demos[0] as Demo;
  const bare: ParsedLink = { demo: first.id, preset: null, values: {}, notices: [] };
  const fragment = hash.replace(/^#/, '');
  if (fragment === '') return bare;
  if (fragment.length > longest_link) return { ...bare, notices: [warning('notice.link_too_long', {})] };

  const mark = fragment.indexOf('?');
  const written = mark < 0 ? fragment : fragment.slice(0, mark);
  const name = decoded(written);
  const demo = demos.find(({ id }) => id === name);
  if (demo === undefined)
    return { ...bare, notices: [warning('notice.unknown_demo', { name: clipped(name ?? written) })] };

  const parts =
    mark < 0
      ? []
      : fragment
          .slice(mark + 1)
          .split('&')
          .filter((part) => part !== '');
  return { demo: demo.id, ...parse_parts(demo, parts) };
}

function parse_parts(demo: Demo, parts: string[]): Omit<ParsedLink, 'demo'> {
  const notices: Notice[] = [];
  const own: Values = {};
  let preset: Demo['presets'][number] | undefined;
  for (const part of parts) {
    const sign = part.indexOf('=');
    const key = decoded(sign < 0 ? part : part.slice(0, sign));
    const value = sign < 0 ? '' : decoded(part.slice(sign + 1));
    if (key === null || value === null) {
      notices.push(warning('notice.unreadable_part', { part: clipped(part) }));
      continue;
    }
    if (key === 'preset') {
      preset = demo.presets.find(({ id }) => id === value);
      if (preset === undefined) notices.push(warning('notice.unknown_preset', { name: clipped(value) }));
      continue;
    }
    const param = demo.params.find(({ name }) => name === key);
    if (param === undefined) {
      notices.push(warning('notice.unknown_param', { name: clipped(key) }));
      continue;
    }
    const parsed = parse_value(param, value);
    if (parsed === null) {
      notices.push(
        warning('notice.bad_value', { name: key, value: clipped(value), needed: needed_by[param.kind](param) }),
      );
    } else {
      own[key] = parsed;
    }
  }
  const more = notices.length - most_notices;
  if (more > 0) notices.splice(most_notices, more, warning('notice.more_ignored', { count: more }));
  return { preset: preset?.id ?? null, values: { ...preset?.values, ...own }, notices };
}

/** The fragment, with its #, that leads to `demo` with `values`. */
export function write_link(demo: Demo, preset: string | null, values: Values): string {
  const base = defaults(demo, preset);
  const parts = preset === null ? [] : [`preset=${encodeURIComponent(preset)}`];
  for (const { name } of demo.params) {
    const value = values[name];
    if (value === undefined || equal(value, base[name])) continue;
    const written = encodeURIComponent(write_value(value)).replaceAll('%2C', ',').replaceAll('%3B', ';');
    parts.push(`${name}=${written}`);
  }
  return `#${demo.id}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}
