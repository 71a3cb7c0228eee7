// Where the time of a step on the graphics card goes, and how much of its memory is in use.
import { element } from '../base/dom.ts';
import type { DeviceState } from '../base/protocol.ts';
import type { GpuTimes } from '../gpu/messages.ts';
import { language } from '../base/language.ts';
import { text } from '../base/text.ts';

const parts = ['upload', 'compute', 'read_back'] as const;

/** Three digits, and no more than two of them behind the point. */
const short = (number: number): string => {
  const maximumFractionDigits = number < 10 ? 2 : number < 100 ? 1 : 0;
  return new Intl.NumberFormat(language, { maximumFractionDigits }).format(number);
};

const time_text = (time: number | null | undefined): string =>
  time == null ? '–' : text('shell.gpu.milliseconds', { time: short(time) });
const memory_text = (bytes: number | undefined): string => {
  if (bytes === undefined) return '–';
  if (bytes < 1e6) return text('shell.gpu.kilobytes', { size: short(bytes / 1e3) });
  return text('shell.gpu.megabytes', { size: short(bytes / 1e6) });
};

/** What to show, and how it is brought up to date. */
export function make_step_times(): { box: HTMLElement; update(times: GpuTimes | null, device: DeviceState): void } {
  const lengths = parts.map((part) => element('i', { class: part }));
  const numbers = parts.map(() => element('dd', {}, '–'));
  const bar = element('div', { class: 'lengths', 'aria-hidden': 'true' }, ...lengths);
  const untold = element('p', { class: 'small', hidden: true }, text('shell.gpu.untold'));
  const in_use = element('dd');
  const pooled = element('dd');
  const term = (name: string, number: HTMLElement, part = ''): HTMLElement =>
    element('div', { class: part }, element('dt', {}, text(`shell.gpu.${name}`)), number);

  const box = element(
    'section',
    { class: 'step-times' },
    element('h3', {}, text('shell.gpu.step')),
    bar,
    element('dl', {}, ...parts.map((part, i) => term(part, numbers[i] as HTMLElement, part))),
    untold,
    element('h3', {}, text('shell.gpu.memory')),
    element('dl', {}, term('in_use', in_use), term('pooled', pooled)),
  );

  const update = (times: GpuTimes | null, { bytes_in_use, bytes_pooled }: DeviceState): void => {
    parts.forEach((part, i) => {
      const time = times?.[part];
      (lengths[i] as HTMLElement).style.flexGrow = String(time ?? 0);
      (numbers[i] as HTMLElement).textContent = time_text(time);
    });
    bar.hidden = times !== null && times.compute === null; // without it the other two would seem to be all
    untold.hidden = !bar.hidden;
    in_use.textContent = memory_text(bytes_in_use);
    pooled.textContent = memory_text(bytes_pooled);
  };
  return { box, update };
}
