// A new row of the data as real inputs, one for each column.
import { element } from '../base/dom.ts';
import { label_text, param_text } from '../base/names.ts';
import { datum_text } from '../base/numbers.ts';
import type { Frame, Param, Values } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { mark_terms } from '../terms/terms.ts';

type RowInput = Frame['rows'][string][number];

export class RowField {
  readonly root: HTMLElement;
  readonly param: Param;
  private readonly box = element('div', { class: 'row-inputs' });
  private readonly locked: boolean;
  private readonly ask: (values: Values) => Promise<unknown>;
  private inputs: HTMLInputElement[] = [];
  private shown: RowInput[] = [];

  constructor(demo: string, param: Param, locked: boolean, ask: (values: Values) => Promise<unknown>) {
    this.param = param;
    this.locked = locked;
    this.ask = ask;
    const legend = element('legend', {}, param_text(demo, param, 'label'));
    const about = element('p', { class: 'about' }, param_text(demo, param, 'help'));
    mark_terms(about);
    this.root = element('fieldset', { class: 'field-row', 'data-kind': param.kind }, legend, about, this.box);
  }

  /** What is being typed stays. */
  show(row: readonly RowInput[]): void {
    const names = (inputs: readonly RowInput[]): string => inputs.map(({ label }) => label).join('\n');
    if (names(row) !== names(this.shown)) this.fill(row);
    this.shown = [...row];
    row.forEach(({ low, high, at }, place) => {
      const input = this.inputs[place] as HTMLInputElement;
      input.title = text('mirror.field.range', { low: datum_text(low), high: datum_text(high) });
      if (document.activeElement !== input) input.value = String(Number(at.toPrecision(6)));
    });
  }

  private fill(row: readonly RowInput[]): void {
    this.inputs = row.map(() => element('input', { type: 'number', step: 'any', inputmode: 'decimal', disabled: this.locked }));
    this.inputs.forEach((input, place) => (input.onchange = () => this.send(place)));
    this.box.replaceChildren(...row.map(({ label }, place) => element('label', {}, label_text(label), this.inputs[place] as HTMLInputElement)));
  }

  private send(place: number): void {
    const number = (this.inputs[place] as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(number)) void this.ask({ [this.param.name]: this.shown.map(({ at }, i) => (i === place ? number : at)) });
  }
}
