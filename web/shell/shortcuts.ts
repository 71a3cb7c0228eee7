// The keyboard: space, arrow, letters. Not while something else takes keys.
import { element, open_dialog } from './dom.ts';
import { text } from './text.ts';

export interface Shortcuts {
  play(): void;
  step(): void;
  reset(): void;
}

const keys: [shown: string, meaning: string][] = [
  ['shell.key.space', 'shell.key.space.meaning'],
  ['→', 'shell.key.step.meaning'],
  ['R', 'shell.key.reset.meaning'],
  ['?', 'shell.key.help.meaning'],
];

export function show_shortcuts(): void {
  if (document.querySelector('dialog')) return;
  open_dialog(text('shell.help'), (dialog) => {
    const rows = keys.flatMap(([shown, meaning]) => [
      element('dt', {}, element('kbd', {}, text(shown))),
      element('dd', {}, text(meaning)),
    ]);
    dialog.append(element('div', { class: 'body' }, element('dl', { class: 'keys' }, ...rows)));
  });
}

/** What has the focus makes its own use of keys: text and choices of all, buttons and links of the space bar. */
function is_taken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if (!(target instanceof HTMLElement) || document.querySelector('dialog[open]')) return true;
  if (target.matches('input, textarea, select')) return true;
  return event.key === ' ' && target.matches('button, a');
}

export function bind_shortcuts({ play, step, reset }: Shortcuts): void {
  const actions: Record<string, () => void> = { ' ': play, ArrowRight: step, r: reset, R: reset, '?': show_shortcuts };
  document.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (action === undefined || is_taken(event)) return;
    if (event.repeat && event.key !== 'ArrowRight') return;
    event.preventDefault();
    action();
  });
}
