// What can be done in a view: controls of its kind, below what it tells.
import { element } from '../base/dom.ts';
import type { Message, Values } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import type { ViewData } from '../run/view_data.ts';
import { type Reach, step_by_arrows } from './beside.ts';

/** A view that can be acted in. */
export interface Place {
  view: string;
  /** As its heading says. */
  title: string;
  /** Whether an input of this kind is allowed to who looks. */
  allows(kind: string): boolean;
  /** Does it. Resolves with whether it was done; what is refused tells a notice. */
  act(event: Message): Promise<boolean>;
  /** The parameter of kind points, where the demo has one. */
  points_param: string | null;
  values(): Values;
  set(values: Values): Promise<boolean>;
}

export interface Hand {
  readonly root: HTMLElement;
  /** `still`: the run stands, so that what is read in peace may be filled anew. */
  take(view: ViewData, still: boolean): void;
  /** Nobody reads any more. */
  stop?(): void;
}

export type MakeHand = (place: Place) => Hand;

export const button = (label: string, onclick: () => void): HTMLButtonElement =>
  element('button', { class: 'button', type: 'button', onclick }, label);

/** A control with its name before it. */
export const named = (name: string, control: HTMLElement): HTMLLabelElement => element('label', {}, element('span', {}, name), control);

export const chosen = ({ selectedIndex }: HTMLSelectElement): number => Math.max(0, selectedIndex);

/** Offers these names, and keeps the choice where it is among them. */
export function offer(choice: HTMLSelectElement, names: readonly string[]): void {
  const offered = [...choice.options].map(({ text: name }) => name);
  if (names.join('\n') === offered.join('\n')) return;
  const { selectedIndex } = choice;
  choice.replaceChildren(...names.map((name, i) => element('option', { value: String(i) }, name)));
  choice.selectedIndex = Math.min(Math.max(0, selectedIndex), names.length - 1);
}

/** A number that is sent by Enter, by leaving it, and by arrows, which lead to the next round one. */
export class NumberBox {
  readonly root: HTMLInputElement;
  private typed = false;

  constructor(send: () => void, reach: () => Reach) {
    this.root = element('input', { type: 'number', step: 'any' });
    this.root.addEventListener('input', () => (this.typed = true));
    this.root.addEventListener('change', () => {
      if (Number.isFinite(this.value)) send();
    });
    this.root.addEventListener('keydown', (event) => {
      if (step_by_arrows(this.root, event, reach())) send();
    });
    this.root.addEventListener('blur', () => (this.typed = false));
  }

  get value(): number {
    return this.root.valueAsNumber;
  }

  /** What is being typed stays. */
  show(value: number): void {
    if (!this.typed) this.set(value);
  }

  set(value: number): void {
    this.typed = false;
    this.root.value = String(Number(value.toPrecision(6)));
  }
}

/** What was done, for who does not see it. */
export const told_after = (): HTMLElement => element('p', { class: 'done', role: 'status' });

/** A group of controls, named for what they do. */
export const group = (key: string, ...parts: (Node | string)[]): HTMLFieldSetElement =>
  element('fieldset', { class: 'hand' }, element('legend', {}, text(key)), ...parts);
