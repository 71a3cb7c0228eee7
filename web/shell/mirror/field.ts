// A parameter as a real input: a label, its help, its range and its unit, and a value that follows the run.
import { element } from '../base/dom.ts';
import { choice_label, param_text } from '../base/names.ts';
import { number_text } from '../base/numbers.ts';
import type { Param, Value, Values, Written } from '../base/protocol.ts';
import { text, text_or } from '../base/text.ts';
import { mark_terms } from '../terms/terms.ts';
import { step_by_arrows } from '../hands/beside.ts';

/** What a field asks for: a value, or a text that stands for one. */
export type Ask = (values: Values, written: Written) => Promise<unknown>;

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The grammar of values that are typed as a link writes them. */
function grammar({ kind, vocabulary = [] }: Param): string {
  if (kind !== 'units' && kind !== 'layers' && kind !== 'points') return '';
  const kinds = vocabulary.map((layer) => [layer.kind, ...layer.fields.map(({ initial }) => initial)].join('-'));
  return text(`mirror.field.${kind}`, { kinds });
}

function input_of(param: Param, id: string): Input {
  switch (param.kind) {
    case 'number':
    case 'integer':
      return element('input', { id, type: 'number', step: 'any', inputmode: param.kind === 'integer' ? 'numeric' : 'decimal' });
    case 'boolean':
      return element('input', { id, type: 'checkbox' });
    case 'choice':
      return element('select', { id }, ...param.choices.map((value) => element('option', { value }, choice_label(param, value))));
    default:
      return element('textarea', { id, rows: param.kind === 'units' ? '1' : '2', spellcheck: 'false', autocomplete: 'off' });
  }
}

export class Field {
  readonly root: HTMLElement;
  readonly param: Param;
  private readonly input: Input;
  private readonly range = element('span');
  private readonly ask: Ask;
  /** What is typed stays until it is answered. */
  private typed = false;
  private unanswered = 0;
  private now: { value: Value; written: string } | null = null;

  constructor(demo: string, param: Param, locked: boolean, ask: Ask) {
    this.param = param;
    this.ask = ask;
    const id = `mirror-param-${param.name}`;
    this.input = input_of(param, id);
    this.input.disabled = locked;
    const unit = param.unit === '' ? '' : text_or(`unit.${param.unit}`, param.unit);
    const help = [param_text(demo, param, 'help'), grammar(param)].filter(Boolean).join(' ');
    const about = element('p', { class: 'about', id: `${id}-about` }, help, help === '' ? '' : ' ', this.range);
    const live = element('small', { title: text(param.live ? 'ui.live.tip' : 'ui.restart.tip') }, text(param.live ? 'ui.live' : 'ui.restart'));
    const label = element('label', { for: id }, param_text(demo, param, 'label'), unit === '' ? '' : ` (${unit})`);
    this.input.setAttribute('aria-describedby', `${about.id} ${id}-live`);
    live.id = `${id}-live`;
    this.root = element('div', { class: 'field-row', 'data-kind': param.kind }, element('div', { class: 'name' }, label, live), this.input, about);
    mark_terms(about);
    this.input.addEventListener('input', () => (this.typed = true));
    this.input.addEventListener('change', () => this.send());
    this.input.addEventListener('blur', () => this.settle());
    this.input.addEventListener('keydown', (event) => this.key(event as KeyboardEvent));
  }

  show(value: Value, written: string): void {
    this.now = { value, written };
    const { input, param } = this;
    const is_number = param.kind === 'number' || param.kind === 'integer';
    if (is_number) {
      const { low, high } = param;
      Object.assign(input, { min: String(low), max: String(high) });
      this.range.textContent = text('mirror.field.range', { low: number_text(low), high: number_text(high) });
    }
    if (this.typed) return;
    if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = value === true;
    else if (is_number) input.value = String(Number(Number(value).toPrecision(6)));
    else input.value = param.kind === 'choice' || param.kind === 'text' ? String(value) : written;
  }

  private send(): void {
    const { param, input } = this;
    const { name, kind } = param;
    const asked = ((): [Values, Written] => {
      if (input instanceof HTMLInputElement && kind === 'boolean') return [{ [name]: input.checked }, {}];
      if (kind === 'choice' || kind === 'text') return [{ [name]: input.value }, {}];
      return [{}, { [name]: input.value.trim() }];
    })();
    const answered = (): void => {
      this.unanswered -= 1;
      this.settle();
    };
    this.unanswered += 1;
    void this.ask(...asked).then(answered, answered);
  }

  /** Shows what is so: what was refused, or typed and taken back, is no longer there. */
  private settle(): void {
    if (this.unanswered > 0) return;
    this.typed = false;
    if (this.now) this.show(this.now.value, this.now.written);
  }

  private key(event: KeyboardEvent): void {
    const { param, input, now } = this;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !(input instanceof HTMLSelectElement)) {
      event.preventDefault();
      if (this.typed) this.send();
    }
    if (!(input instanceof HTMLInputElement && input.type === 'number' && now)) return;
    const { low, high } = param;
    if (step_by_arrows(input, event, { low, high, logarithmic: param.logarithmic, whole: param.kind === 'integer' })) {
      this.typed = true;
      this.send();
    }
  }
}
