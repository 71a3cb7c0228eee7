// A row of radio buttons.
import { element } from '../base/dom.ts';

export interface ChoiceRow<Option extends string> {
  row: HTMLElement;
  check: (option: Option) => void;
  disable: (option: Option) => void;
}

/** `pick` gets the one that was chosen. */
export function choice_row<Option extends string>(
  name: string,
  label: string,
  options: readonly Option[],
  shown: (option: Option) => string,
  pick: (option: Option) => void,
): ChoiceRow<Option> {
  const row = element('div', { class: 'choice', role: 'radiogroup', 'aria-label': label });
  const inputs = new Map<Option, HTMLInputElement>();
  for (const option of options) {
    const input = element('input', { type: 'radio', name, onchange: () => pick(option) });
    inputs.set(option, input);
    row.append(element('label', {}, input, element('span', {}, shown(option))));
  }
  const input_of = (option: Option): HTMLInputElement => inputs.get(option) as HTMLInputElement;
  return {
    row,
    check: (option) => void (input_of(option).checked = true),
    disable: (option) => void (input_of(option).disabled = true),
  };
}
