// What the trainer runs on: a chip in the bar, and a card with the details.
import type { BuildChoice } from './device.ts';
import { by_id, element, set_label } from './dom.ts';
import { text } from './text.ts';

export function show_device({ build, threads }: BuildChoice): void {
  const name = threads > 1 ? text('shell.device.cpu_threads', { threads }) : text('shell.device.cpu');
  by_id('device-name').textContent = name;
  set_label(by_id('device'), text('shell.device', { name }));
  const why_one =
    build === 'relaxed' && !crossOriginIsolated ? [element('p', {}, text('shell.device.one_thread'))] : [];
  by_id('device-card').replaceChildren(
    element('h2', {}, name),
    element('p', {}, text(`shell.device.${build}`, { threads })),
    ...why_one,
  );
}
