// Undo and redo, as buttons and keys.
import { by_id, set_label } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Undo } from '../project/undo.ts';
import type { Session } from '../run/session.ts';

/** Each with its name, alone and with what it is of. */
const ways = [
  ['undo', 'shell.undo', 'shell.undo.what'],
  ['redo', 'shell.redo', 'shell.redo.what'],
] as const;

/** Fields take back what was typed by themselves. */
const is_field = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.closest('dialog') !== null);

export function bind_undo(session: Session, undo: Undo): void {
  for (const [way, nothing, something] of ways) {
    const button = by_id<HTMLButtonElement>(way);
    button.onclick = () => session.attempt(undo.go(way));
    const show = (): void => {
      const what = undo.next(way);
      button.disabled = what === null;
      set_label(button, what === null ? text(nothing) : text(something, { what }));
    };
    undo.changed.on(show);
    show();
  }
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (!(ctrlKey || metaKey) || altKey || is_field(event)) return;
    const letter = key.toLowerCase();
    const way = letter === 'y' || (letter === 'z' && shiftKey) ? 'redo' : letter === 'z' ? 'undo' : null;
    if (way === null) return;
    event.preventDefault();
    session.attempt(undo.go(way));
  });
}
