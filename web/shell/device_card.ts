// What the trainer runs on: a chip in the bar, and a card with the details.
import type { BuildChoice } from './device.ts';
import { by_id, element, set_label } from './dom.ts';
import { text } from './text.ts';

/** `race` is called for the race of the builds. */
export function show_device({ build, threads }: BuildChoice, race: () => void): void {
  const name = threads > 1 ? text('shell.device.cpu_threads', { threads }) : text('shell.device.cpu');
  by_id('device-name').textContent = name;
  set_label(by_id('device'), text('shell.device', { name }));
  const why_one =
    build === 'relaxed' && !crossOriginIsolated ? [element('p', {}, text('shell.device.one_thread'))] : [];
  const card = by_id('device-card');
  const start_race = (): void => {
    card.hidePopover();
    race();
  };
  card.replaceChildren(
    element('h2', {}, name),
    element('p', {}, text(`shell.device.${build}`, { threads })),
    ...why_one,
    element('button', { class: 'button device-race', type: 'button', onclick: start_race }, text('shell.race.open')),
  );
}
