// What the trainer runs on: a chip in the bar, and a card in which a visitor switches it and sees how it fares.
import type { BuildChoice } from './device.ts';
import { type Devices, why_not } from './devices.ts';
import { by_id, element, set_label } from './dom.ts';
import type { DeviceKind } from './protocol.ts';
import type { Session } from './session.ts';
import { make_step_times } from './step_times.ts';
import { text } from './text.ts';

const kinds: DeviceKind[] = ['cpu', 'webgpu'];
const milliseconds_between_looks = 500;

const cpu_name = (threads: number): string =>
  threads > 1 ? text('shell.device.cpu_threads', { threads }) : text('shell.device.cpu');

function cpu_sentences({ build, threads }: BuildChoice): string {
  const sentences = [text(`shell.device.${build}`, { threads })];
  if (build === 'relaxed' && !crossOriginIsolated) sentences.push(text('shell.device.one_thread'));
  return sentences.join(' ');
}

/** `choice`: the build of the trainer; `race` is called for the race of the builds. Returns what to call once it runs. */
export function make_device_card(
  session: Session,
  devices: Devices,
  choice: () => BuildChoice,
  race: () => void,
): () => void {
  const chip = by_id('device');
  const card = by_id('device-card');
  const use = (kind: DeviceKind, half?: boolean): void => session.attempt(devices.use(kind, half));

  const radios = kinds.map((kind) =>
    element('input', { type: 'radio', name: 'device', value: kind, onchange: () => use(kind) }),
  );
  const details = kinds.map(() => element('small'));
  const options = kinds.map((kind, i) => {
    const name = text(kind === 'cpu' ? 'shell.device.cpu' : 'shell.device.gpu');
    return element('label', {}, radios[i] as HTMLInputElement, element('span', {}, name, details[i] as HTMLElement));
  });
  const about = element('p');
  const state = element('p', { class: 'state', role: 'status' });
  const half = element('input', { type: 'checkbox', onchange: () => use('webgpu', half.checked) });
  const half_about = element('small', { id: 'half-about' }, text('shell.gpu.half.about'));
  half.setAttribute('aria-describedby', 'half-about');
  const half_row = element(
    'label',
    { class: 'check' },
    half,
    element('span', {}, text('shell.gpu.half'), half_about),
  );
  const times = make_step_times();
  const digits = element('p', { class: 'small' }, text('shell.gpu.digits'));
  const start_race = (): void => {
    card.hidePopover();
    race();
  };
  card.replaceChildren(
    element('h2', { id: 'device-title' }, text('shell.device.title')),
    element('div', { class: 'choice', role: 'radiogroup', 'aria-labelledby': 'device-title' }, ...options),
    about,
    state,
    times.box,
    half_row,
    digits,
    element('button', { class: 'button device-race', type: 'button', onclick: start_race }, text('shell.race.open')),
  );

  const state_text = (): string => {
    const { seen, heading_for } = devices;
    if (heading_for) return heading_for === devices.kind ? '' : text(`shell.device.to_${heading_for}`);
    if (seen === null) return text('shell.device.looking');
    const missing = why_not(seen);
    return missing ? text(missing.key) : '';
  };

  const show = (): void => {
    const { kind, seen, heading_for } = devices;
    const { threads } = choice();
    const on_gpu = kind === 'webgpu';
    const adapter = seen?.adapter ?? '';
    by_id('device-name').textContent = on_gpu ? text('shell.device.gpu') : cpu_name(threads);
    chip.classList.toggle('gpu', on_gpu);
    const name = on_gpu ? text('shell.device.gpu_named', { adapter }) : cpu_name(threads);
    set_label(chip, text('shell.device', { name }));
    [text(threads > 1 ? 'shell.device.threads' : 'shell.device.thread', { threads }), adapter].forEach((detail, i) => {
      (details[i] as HTMLElement).textContent = (details[i] as HTMLElement).title = detail;
    });
    kinds.forEach((each, i) => {
      const radio = radios[i] as HTMLInputElement;
      radio.checked = each === (heading_for ?? kind);
      radio.disabled = each === 'webgpu' && !on_gpu && adapter === '';
    });
    about.textContent = on_gpu ? text('shell.gpu.about', { adapter }) : cpu_sentences(choice());
    const sentence = state_text();
    if (state.textContent !== sentence) state.textContent = sentence; // else it would be read out again
    times.box.hidden = digits.hidden = !on_gpu;
    half_row.hidden = !on_gpu || !seen?.half;
    half.checked = devices.half;
  };

  let shown = devices.kind;
  devices.changed.on(show);
  session.changed.on(() => {
    if (shown === devices.kind) return; // it fell back, or came here
    shown = devices.kind;
    show();
  });

  const is_open = (): boolean => card.matches(':popover-open');
  let timer: ReturnType<typeof setInterval> | undefined;
  const look_again = async (): Promise<void> => {
    if (devices.kind === 'webgpu') times.update(await devices.times(), session.device);
  };
  card.addEventListener('toggle', () => {
    clearInterval(timer);
    if (!is_open()) return;
    session.attempt(devices.look());
    session.attempt(look_again());
    timer = setInterval(() => session.attempt(look_again()), milliseconds_between_looks);
  });
  return show;
}
