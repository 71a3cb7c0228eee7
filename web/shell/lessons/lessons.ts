// The way to the lessons: an entry of the menu, and the address. The panel comes when it is first asked for.
import { by_id, element } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Address } from '../link/address.ts';
import type { Session } from '../run/session.ts';
import { told_progress } from './list_view.ts';
import type { Panel } from './panel.ts';
import { Progress } from './progress.ts';
import { asked_in } from './query.ts';

const menu_is_open = (): boolean => document.body.dataset.menu === 'open';

/** `entry` is for the menu; `begin` opens what the address asks for. */
export function make_lessons(session: Session, address: Address): { entry: HTMLElement; begin: () => Promise<void> } {
  const progress = new Progress();
  const count = element('small', {});
  const entry = element('button', { class: 'menu-entry', type: 'button' }, element('b', {}, text('lessons.title')), count);
  const menu_button = by_id('menu-button');
  let had_menu = false;
  let panel: Promise<Panel> | null = null;

  const closed = (): void => {
    if (had_menu && !menu_is_open()) menu_button.click();
    (menu_is_open() ? entry : menu_button).focus();
  };
  const opened = async (): Promise<Panel> => {
    panel ??= import('./panel.ts').then((module) => new module.Panel(session, address, progress, closed));
    const made = await panel;
    if (by_id('lessons').hidden) had_menu = menu_is_open();
    if (menu_is_open()) menu_button.click(); // the stage needs the room
    return made;
  };
  const told = (): void => void (count.textContent = told_progress(progress));
  told();
  progress.changed.on(told);
  entry.onclick = () => void opened().then((panel) => panel.list());

  const begin = async (): Promise<void> => {
    const { lesson, challenge, progress: carried } = asked_in(location.search);
    if (carried !== undefined) (await opened()).list(text(progress.take_packed(carried) ? 'lessons.taken' : 'lessons.link_not_taken'));
    else if (challenge !== undefined) (await opened()).challenge(challenge);
    else if (lesson) await (await opened()).lesson(lesson);
    else if (lesson !== undefined) (await opened()).list();
  };
  return { entry, begin };
}
