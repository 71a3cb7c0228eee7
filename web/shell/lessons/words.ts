// Numbers, names of controls and conditions in the page's own words.
import { capital, language } from '../base/language.ts';
import { param_label } from '../base/names.ts';
import type { Demo } from '../base/protocol.ts';
import { has_text, text, text_or } from '../base/text.ts';
import type { Comparison, Facts, Operator } from './condition.ts';
import { counted } from './facts.ts';

/** Metrics that are shares of 1, which people say in per cent. */
const share = /accuracy|^(exact|valid|solved|good_share|judged|detection|greatest_share|least_share|best_pulls|trustworthiness)$/;

const digits = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });

/** The value of what is called `name`, as one reads it. */
export function number_in_words(name: string, value: number): string {
  if (share.test(name)) return percent.format(value);
  return Number.isInteger(value) && Math.abs(value) < 1e9 ? whole.format(value) : digits.format(value);
}

const param_of = (demo: Demo | null, name: string) => demo?.params.find((param) => param.name === name);

export function name_in_words(demo: Demo | null, name: string): string {
  if (name === counted) return text('lessons.weights');
  if (has_text(`metric.${name}`) && param_of(demo, name) === undefined) return text(`metric.${name}`);
  return param_label(demo?.id ?? '', name);
}

/** "Learning rate, under Training", as the page calls it. */
export function control_in_words(demo: Demo | null, name: string): string {
  const group = param_of(demo, name)?.group ?? '';
  return text('lessons.control', { name: param_label(demo?.id ?? '', name), group: text_or(`group.${group}`, group) });
}

/** What a parameter is set to. */
export function value_in_words(demo: Demo | null, name: string, value: number | string): string {
  if (typeof value === 'number' || (value !== '' && Number.isFinite(Number(value)))) return number_in_words(name, Number(value));
  const param = param_of(demo, name);
  return text_or(`choice.${param?.term ?? name}.${value}`, value);
}

const operators: Record<Operator, string> = {
  '<=': 'condition.at_most',
  '>=': 'condition.at_least',
  '<': 'condition.below',
  '>': 'condition.above',
  '=': 'condition.is',
};

export const comparison_in_words = (demo: Demo | null, { name, operator, value }: Comparison): string =>
  text(operators[operator], { name: capital(name_in_words(demo, name)), value: value_in_words(demo, name, value) });

/** What it is now; empty where nobody knows. */
export function fact_in_words(demo: Demo | null, name: string, facts: Facts): string {
  const fact = Object.hasOwn(facts, name) ? facts[name] : null;
  return fact == null ? '' : value_in_words(demo, name, fact);
}

const named: Record<string, (demo: Demo | null, name: string) => string> = {
  param: control_in_words,
  view: (demo, name) => text_or(`view.${demo?.id}.${name}.title`, text(`view.${name}.title`)),
  choice: (_, name) => text(`choice.${name}`),
};

/**
 * Fills {loss}, of the run just made, {first.loss}, of where it began, {earlier.loss}, of the run before; {param:noise},
 * {view:surface} and {choice:data.xor}, as the page calls them; the name of a control is a button that points at it. What is
 * not known stays a dash.
 */
export function filled(html: string, demo: Demo | null, runs: Readonly<Record<'now' | 'first' | 'earlier', Facts>>): string {
  const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return html.replace(/\{(?:(param|view|choice):|(first|earlier)\.)?([\w.]+)\}/g, (_, kind, run: 'first' | 'earlier' | undefined, name: string) => {
    const words = named[kind]?.(demo, name) ?? fact_in_words(demo, name, runs[run ?? 'now']);
    if (kind === 'param') return `<button class="control" type="button" data-param="${name}">${escaped(words)}</button>`;
    return `<b class="${kind ? 'name' : 'number'}">${escaped(words || '–')}</b>`;
  });
}
