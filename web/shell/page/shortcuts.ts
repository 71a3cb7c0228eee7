// The keyboard: space, arrow, letters. Not while something else takes keys.
import { element, open_dialog } from '../base/dom.ts';
import { set_stored, stored } from '../base/stored.ts';
import { text } from '../base/text.ts';

export interface Shortcuts {
  play(): void;
  /** `held`: the key has been down since the last one. */
  step(held: boolean): void;
  back(): void;
  reset(): void;
  mirror(): void;
}

const keys: [shown: string, meaning: string][] = [
  ['shell.key.space', 'shell.key.space.meaning'],
  ['→', 'shell.key.step.meaning'],
  ['←', 'shell.key.back.meaning'],
  ['R', 'shell.key.reset.meaning'],
  ['T', 'shell.key.mirror.meaning'],
  ['↓', 'shell.key.walk.meaning'],
  ['Ctrl+Z', 'shell.key.undo.meaning'],
  ['?', 'shell.key.help.meaning'],
];

const storage_key = 'gradlab.shortcuts';

/** Whether single keys act wherever the focus is. Who speaks to a computer, or presses keys by chance, may want none. */
const are_on = (): boolean => stored(storage_key) !== 'off';

export function show_shortcuts(): void {
  if (document.querySelector('dialog')) return;
  open_dialog(text('shell.help'), (dialog) => {
    const rows = keys.flatMap(([shown, meaning]) => [
      element('dt', {}, element('kbd', {}, text(shown))),
      element('dd', {}, text(meaning)),
    ]);
    const on = element('input', { type: 'checkbox', checked: are_on() });
    on.onchange = () => void set_stored(storage_key, on.checked ? null : 'off');
    const choice = element('label', { class: 'keys-on' }, on, text('shell.keys_on'));
    dialog.append(element('div', { class: 'body' }, element('dl', { class: 'keys' }, ...rows), choice));
  });
}

/** What has the focus makes its own use of keys: text and choices of all, what is pressed of the space bar, tables of arrows. */
function is_taken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || !are_on()) return true;
  if (!(target instanceof HTMLElement) || document.querySelector('dialog[open]')) return true;
  if (target.matches('input, textarea, select')) return true;
  if (event.key === ' ') return target.matches('button, a, summary');
  return event.key.startsWith('Arrow') && target.matches('.scrolled');
}

const names: Record<string, keyof Shortcuts | 'help'> = {
  ' ': 'play',
  ArrowRight: 'step',
  ArrowLeft: 'back',
  r: 'reset',
  R: 'reset',
  t: 'mirror',
  T: 'mirror',
  '?': 'help',
};

export const is_shortcut = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  Object.hasOwn(names, key) && !ctrlKey && !metaKey && !altKey;

export function bind_shortcuts(shortcuts: Shortcuts): void {
  const actions = { ...shortcuts, help: show_shortcuts };
  document.addEventListener('keydown', (event) => {
    const name = names[event.key];
    if (name === undefined || !is_shortcut(event) || is_taken(event)) return;
    if (event.repeat && name !== 'step' && name !== 'back') return;
    event.preventDefault();
    actions[name](event.repeat);
  });
}
