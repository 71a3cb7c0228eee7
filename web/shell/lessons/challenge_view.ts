// A teacher's challenge: what is open, and what is to be reached with it, as a link that checks itself.
import { copied } from '../base/copied.ts';
import { element, icon } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Address } from '../link/address.ts';
import type { Session } from '../run/session.ts';
import { type Checklist, make_checklist } from './checklist.ts';
import { type Comparison, most_comparisons, type Operator, parse_condition, write_condition } from './condition.ts';
import { counted, facts_of } from './facts.ts';
import { name_in_words } from './words.ts';

const operators: Operator[] = ['>=', '<=', '='];
const not_asked_for = ['seconds', 'samples_per_second', 'epoch_seconds_left'];

/** The panel while a challenge is open; `stop` ends its looking. */
export function show_challenge(session: Session, written: string): { box: HTMLElement; stop: () => void } {
  const condition = parse_condition(written);
  if (condition === null) return { box: element('p', {}, text('lessons.challenge.unread', { text: written })), stop: () => {} };
  const state = element('p', { class: 'verdict', 'aria-live': 'polite' });
  const met = (): void => void (state.textContent = text('lessons.challenge.met', { step: session.metrics.step ?? 0 }));
  const box = element('div', {}, element('p', {}, text('lessons.challenge.about')));
  let checks: Checklist | null = null;
  const begin = (): void => {
    if (checks !== null || session.demo === null) return;
    checks = make_checklist(session, session.demo.id, condition, met);
    box.append(checks.list, state);
    checks.begin();
  };
  const stop_waiting = session.opened.on(() => setTimeout(begin)); // once its values are known
  begin();
  return {
    box,
    stop: () => {
      stop_waiting();
      checks?.stop();
    },
  };
}

/** Names that a condition can ask for of what is open. */
function names_of(session: Session): string[] {
  const metrics = Object.keys(session.metrics).filter((name) => !not_asked_for.includes(name));
  const params = (session.demo?.params ?? []).filter(({ kind }) => ['number', 'integer', 'choice', 'boolean'].includes(kind));
  return [...new Set([...metrics, counted, ...params.map(({ name }) => name)])];
}

/** Fields for what is to be reached, and the link that asks for it. */
export function make_challenge(session: Session, address: Address): HTMLElement {
  const facts = facts_of(session);
  const rows: (() => Comparison | null)[] = [];
  const fields = element('div', {});
  const link = element('input', { type: 'text', readonly: true, 'aria-label': text('lessons.challenge.link') });
  const state = element('p', { class: 'verdict', 'aria-live': 'polite' });

  const update = (): void => {
    const told = rows.map((read) => read());
    const comparisons = told.filter((one) => one !== null);
    const written = write_condition(comparisons);
    const whole = comparisons.length === told.length && parse_condition(written) !== null;
    const page = new URL(address.link());
    page.searchParams.set('challenge', written);
    link.value = whole ? page.href : '';
    copy.disabled = !whole;
    state.textContent = whole ? '' : text('lessons.challenge.incomplete');
  };
  const select = (label: string, options: [string, string][]): HTMLSelectElement => {
    const made = element('select', { 'aria-label': label, onchange: update });
    made.append(...options.map(([value, words]) => element('option', { value }, words)));
    return made;
  };
  const add = (): void => {
    const name = select(text('lessons.challenge.what'), names_of(session).map((one) => [one, name_in_words(session.demo, one)]));
    const operator = select(text('lessons.challenge.how'), operators.map((one) => [one, one.replace('>=', '≥').replace('<=', '≤')]));
    const value = element('input', { type: 'text', inputmode: 'decimal', 'aria-label': text('lessons.challenge.value'), oninput: update });
    const suggest = (): void => {
      const fact = facts[name.value];
      value.value = fact == null ? '' : typeof fact === 'number' ? String(Number(fact.toPrecision(3))) : fact;
      update();
    };
    name.addEventListener('change', suggest);
    const progress = session.demo?.progress;
    if (rows.length === 0 && progress) {
      name.value = progress.metric;
      operator.value = progress.direction === 'falls' ? '<=' : '>=';
    }
    rows.push(() => parse_condition(`${name.value} ${operator.value} ${value.value.trim().replace(',', '.')}`)?.[0] ?? null);
    fields.append(element('div', { class: 'comparison' }, name, operator, value));
    suggest();
    more.disabled = rows.length >= most_comparisons;
  };
  const more = element('button', { class: 'button quiet', type: 'button', onclick: () => add() }, text('lessons.challenge.more'));
  const copy = element('button', { class: 'button', type: 'button' }, icon('copy'), text('lessons.challenge.copy'));
  copy.onclick = () =>
    void copied(link.value).then((done) => {
      if (done) state.textContent = text('lessons.challenge.copied');
      else link.select();
    });
  add();
  return element('div', {}, element('p', {}, text('lessons.challenge.make')), fields, more, element('div', { class: 'field' }, link, copy), state);
}
