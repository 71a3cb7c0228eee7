// Making and finding elements.
import { text } from './text.ts';

type Attributes = Record<string, string | boolean | EventListener>;

/** An element with attributes (`onclick` and the like take listeners, true and false set or leave out) and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function by_id<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html lacks #${id}`);
  return found as Type;
}

const svg = 'http://www.w3.org/2000/svg';

/** The symbol icon-`name` of index.html. */
export function icon(name: string): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#icon-${name}`);
  picture.append(use);
  return picture;
}

export function set_icon(button: HTMLElement, name: string): void {
  button.querySelector('use')?.setAttribute('href', `#icon-${name}`);
}

/** Names a control for the eye (as a tooltip) and for screen readers. */
export function set_label(control: HTMLElement, label: string): void {
  control.setAttribute('aria-label', label);
  if (control.matches('button, a')) control.title = label;
}

/** Whether a click on a link asks the browser to open it in a tab or window of its own. */
export const opens_elsewhere = ({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  ctrlKey || metaKey || shiftKey || altKey;

/** A round button with an icon and a name. */
export const tool = (name: string, label: string, onclick: EventListener): HTMLButtonElement =>
  element('button', { class: 'tool', type: 'button', 'aria-label': label, title: label, onclick }, icon(name));

/** Writes the texts that index.html names by key. */
export function fill_texts(root: ParentNode): void {
  for (const target of root.querySelectorAll<HTMLElement>('[data-text]'))
    target.textContent = text(target.dataset.text ?? '');
  for (const target of root.querySelectorAll<HTMLElement>('[data-label]'))
    set_label(target, text(target.dataset.label ?? ''));
}

/** A modal dialog that is gone once closed; `fill` adds what stands between its title and its end. */
export function open_dialog(title: string, fill: (dialog: HTMLDialogElement) => void): HTMLDialogElement {
  const close = (): void => dialog.close();
  const heading = element('h2', { id: 'dialog-title' }, title);
  const dialog = element('dialog', { 'aria-labelledby': 'dialog-title' });
  dialog.append(element('header', {}, heading, tool('close', text('shell.close'), close)));
  fill(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close(); // on the backdrop
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
