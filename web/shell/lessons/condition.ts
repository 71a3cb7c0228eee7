// What a task or a challenge asks for: comparisons joined by "and", as "accuracy >= 0.95 and weights <= 500 and data = xor".

export type Operator = '<=' | '>=' | '<' | '>' | '=';

export interface Comparison {
  /** Of a metric, a parameter, or what is counted beside them. */
  name: string;
  operator: Operator;
  /** A number, or a word: the name of a choice, or a value as a link writes it. */
  value: number | string;
}

/** What is so now, by name; null where it is not known. */
export type Facts = Readonly<Record<string, number | string | null>>;

const most_characters = 400;
export const most_comparisons = 8;
const as_good_as_equal = 1e-6; // the engine's numbers have 24 bits

const comparison = /^([a-z][a-z0-9_]*)\s*(<=|>=|<|>|=)\s*(\S+)$/;
const number = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/;
const word = /^[a-z][\w.,;:-]*$/i;

function read(text: string): Comparison | null {
  const [, name, operator, written] = comparison.exec(text.trim()) ?? [];
  if (name === undefined || operator === undefined || written === undefined) return null;
  if (number.test(written)) {
    const value = Number(written);
    return Number.isFinite(value) ? { name, operator: operator as Operator, value: value + 0 } : null;
  }
  return operator === '=' && word.test(written) ? { name, operator, value: written } : null;
}

/** The comparisons of `text`; null where it is none. */
export function parse_condition(text: string): Comparison[] | null {
  if (text.length > most_characters) return null;
  const read_all = text.split(/\s+and\s+/).map(read);
  const good = read_all.filter((one) => one !== null);
  return good.length === read_all.length && good.length <= most_comparisons ? good : null;
}

export const write_condition = (comparisons: readonly Comparison[]): string =>
  comparisons.map(({ name, operator, value }) => `${name} ${operator} ${value}`).join(' and ');

/** Whether it is so; what is not known is not. */
export function is_met({ name, operator, value }: Comparison, facts: Facts): boolean {
  const fact = Object.hasOwn(facts, name) ? facts[name] : null;
  if (operator === '=' && typeof fact !== 'number') return fact != null && fact === String(value);
  if (typeof fact !== 'number' || typeof value !== 'number') return false;
  if (operator === '=') return Math.abs(fact - value) <= as_good_as_equal * Math.abs(value);
  if (operator === '<=') return fact <= value;
  if (operator === '>=') return fact >= value;
  return operator === '<' ? fact < value : fact > value;
}
