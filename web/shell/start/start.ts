// The way to the start page: an entry of the menu, the page's name, and the address (?start). It comes when it is asked for.
import { by_id, element, opens_elsewhere } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Assets } from '../run/assets.ts';
import { Session } from '../run/session.ts';
import type { BuildChoice } from '../worker/builds.ts';
import type { ModuleAddress } from '../worker/modules.ts';
import { Trainer } from '../worker/trainer.ts';
import type { Build } from '../worker/worker.ts';
import type { Ways, Workshop } from './start_page.ts';

/** `entry` is for the menu; `begin` opens the page where the address asks for it. */
export function make_start(
  session: Session,
  choices: readonly BuildChoice[],
  modules: Record<Build, ModuleAddress>,
  assets: Assets,
  ways: Ways,
): { entry: HTMLElement; begin: () => Promise<void> } {
  const make_workshop = (): Workshop => {
    const single = choices.filter(({ threads }) => threads === 1); // what is small needs no more
    const trainer = new Trainer(single.length > 0 ? single : [...choices], modules);
    return { session: new Session(trainer, assets), stop: () => trainer.stop() };
  };
  const open = async (): Promise<void> => {
    const { show_start_page } = await import('./start_page.ts');
    if (document.querySelector('dialog.start[open]')) return; // pressed twice while it came
    show_start_page(session, make_workshop(), ways);
  };
  const brand = by_id<HTMLAnchorElement>('brand');
  brand.onclick = (event) => {
    if (opens_elsewhere(event)) return;
    event.preventDefault();
    session.attempt(open());
  };
  const entry = element('button', { class: 'menu-entry', type: 'button', onclick: () => session.attempt(open()) }, element('b', {}, text('start.open')));
  const begin = async (): Promise<void> => {
    if (new URLSearchParams(location.search).has('start')) await open();
  };
  return { entry, begin };
}
