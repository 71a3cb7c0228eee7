// How a curve goes, in words: by comparing its numbers, and nothing else.
import { number_text } from '../base/numbers.ts';
import { text } from '../base/text.ts';
import { extremes } from './told.ts';

export type Way = 'falls' | 'rises' | 'sinks' | 'climbs' | 'level' | 'wavers';

/** The share of a curve's points that tell how it goes now. */
const tail = 0.25;
/** Of the whole curve's height, that what goes neither up nor down may differ by. */
const level = 0.02;

/**
 * Falling: every number of the tail's later half lies below every one of its earlier half. Sinking: only its highest and
 * its lowest do. Rising and climbing: the other way round. What hardly moves for the curve's height is level.
 */
export function way_of(values: readonly number[]): Way {
  const known = values.filter(Number.isFinite);
  const last = known.slice(-Math.max(2, Math.round(tail * known.length)));
  const half = Math.floor(last.length / 2);
  const bounds = (some: readonly number[]): [number, number] => {
    const { least, most } = extremes(some);
    return [some[least] ?? NaN, some[most] ?? NaN];
  };
  const [low, high] = bounds(last);
  const [bottom, top] = bounds(known);
  if (!(high - low > level * (top - bottom))) return 'level';
  const [early_low, early_high] = bounds(last.slice(0, half));
  const [late_low, late_high] = bounds(last.slice(half));
  if (late_high < early_low) return 'falls';
  if (late_low > early_high) return 'rises';
  if (late_high < early_high && late_low < early_low) return 'sinks';
  if (late_high > early_high && late_low > early_low) return 'climbs';
  return 'wavers';
}

/** One curve in a sentence; `axis` is what its places are counted in. */
export function curve_sentence(name: string, axis: string, x: readonly number[], y: readonly number[]): string {
  const known = y.flatMap((value, place) => (Number.isFinite(value) ? [place] : []));
  const last = known.at(-1);
  if (last === undefined) return text('mirror.curve.none', { name });
  const at = (place: number): { value: string; place: string } => ({
    value: number_text(y[place]),
    place: number_text(x[place]),
  });
  const now = at(last);
  if (known.length === 1) return text('mirror.curve.one', { name, axis, ...now });
  const { least, most } = extremes(y);
  if (y[least] === y[most]) return text('mirror.curve.constant', { name, ...now });
  const lowest = at(least);
  const highest = at(most);
  return text('mirror.curve', {
    name,
    axis,
    ...now,
    way: text(`mirror.way.${way_of(y)}`),
    least: lowest.value,
    least_at: lowest.place,
    most: highest.value,
    most_at: highest.place,
  });
}
