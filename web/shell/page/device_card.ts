// What the trainer runs on: a chip in the bar, and a card in which a visitor switches it and sees how it fares.
import { by_id, element, set_label } from '../base/dom.ts';
import { in_one_file } from '../base/one_file.ts';
import type { DeviceKind } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { type Devices, why_not } from '../run/devices.ts';
import type { Session } from '../run/session.ts';
import { best_when_isolated, browser_abilities, type BuildChoice } from '../worker/builds.ts';
import { make_device_switch } from './device_switch.ts';
import type { Offline } from './offline.ts';
import { make_step_times } from './step_times.ts';

const milliseconds_between_looks = 500;

const cpu_name = (threads: number): string =>
  threads > 1 ? text('shell.device.cpu_threads', { threads }) : text('shell.device.cpu');

/** Why the trainer has no threads, where it would have some if the page were isolated. */
function why_alone({ keeping }: Offline): string {
  const abilities = browser_abilities();
  const threads = best_when_isolated(abilities)?.threads ?? 1;
  if (abilities.isolated || threads === 1) return '';
  if (in_one_file) return text('shell.device.why.file');
  if (self !== top) return text('shell.device.why.frame');
  return text(keeping === 'kept' ? 'shell.device.why.next' : `shell.device.why.${keeping}`, { threads });
}

const cpu_sentences = ({ build, threads }: BuildChoice, offline: Offline): string =>
  [text(`shell.device.${build}`, { threads }), why_alone(offline)].filter(Boolean).join(' ');

/** Browsers write the names of makers small. */
const capitalised = (name: string): string => name.replace(/(?<=^| )[a-z]/g, (letter) => letter.toUpperCase());

/** What goes on, or why there is no graphics card, or none for this demo. */
function state_of({ seen, kind, heading_for }: Devices, for_gpu: boolean): string {
  if (heading_for) return heading_for === kind ? '' : text(`shell.device.to_${heading_for}`);
  if (!for_gpu) return text('notice.gpu.not_here');
  if (seen === null) return text('shell.device.looking');
  const missing = why_not(seen);
  return missing ? text(missing.key) : '';
}

function make_half_option(choose: (half: boolean) => void): { row: HTMLElement; box: HTMLInputElement } {
  const box = element('input', { type: 'checkbox', 'aria-describedby': 'half-about', onchange: () => choose(box.checked) });
  set_label(box, text('shell.gpu.half'));
  const about = element('small', { id: 'half-about' }, text('shell.gpu.half.about'));
  return { row: element('label', { class: 'check' }, box, element('span', {}, text('shell.gpu.half'), about)), box };
}

/** `choice`: the build of the trainer; `race` is called for the race of the builds. Returns what to call once it runs. */
export function make_device_card(
  session: Session,
  devices: Devices,
  offline: Offline,
  choice: () => BuildChoice,
  race: () => void,
): () => void {
  const chip = by_id('device');
  const card = by_id('device-card');
  const use = (kind: DeviceKind, half?: boolean): void => session.attempt(devices.use(kind, half));

  const device_switch = make_device_switch('device-title', use);
  const about = element('p');
  const reload = element('button', { class: 'button reload', type: 'button', onclick: () => location.reload() }, text('shell.device.reload'));
  const state = element('p', { class: 'state', role: 'status' });
  const times = make_step_times();
  const half = make_half_option((wanted) => use('webgpu', wanted));
  const digits = element('p', { class: 'small' }, text('shell.gpu.digits'));
  const start_race = (): void => {
    card.hidePopover();
    race();
  };
  card.replaceChildren(
    element('h2', { id: 'device-title' }, text('shell.device.title')),
    device_switch.box,
    about,
    reload,
    state,
    times.box,
    half.row,
    digits,
    element('button', { class: 'button device-race', type: 'button', onclick: start_race }, text('shell.race.open')),
  );

  let shown = devices.kind;
  const show = (): void => {
    const { kind, seen, heading_for } = devices;
    const { threads } = choice();
    const adapter = capitalised(seen?.adapter ?? '');
    const on_gpu = kind === 'webgpu';
    const for_gpu = session.demo?.devices.includes('webgpu') ?? true;
    shown = kind;

    chip.classList.toggle('gpu', on_gpu);
    by_id('device-name').textContent = on_gpu ? text('shell.device.gpu') : cpu_name(threads);
    const name = on_gpu ? text('shell.device.gpu_named', { adapter }) : cpu_name(threads);
    set_label(chip, text('shell.device', { name }));

    device_switch.update(heading_for ?? kind, {
      cpu: { detail: text(threads > 1 ? 'shell.device.threads' : 'shell.device.thread', { threads }), there: true },
      webgpu: { detail: adapter, there: for_gpu && (on_gpu || adapter !== '') },
    });
    about.textContent = on_gpu ? text('shell.gpu.about', { adapter }) : cpu_sentences(choice(), offline);
    reload.hidden = on_gpu || offline.keeping !== 'kept' || why_alone(offline) === '';
    const sentence = state_of(devices, for_gpu);
    if (state.textContent !== sentence) state.textContent = sentence; // else it would be read out again
    times.box.hidden = digits.hidden = !on_gpu;
    half.row.hidden = !on_gpu || !seen?.half;
    half.box.checked = devices.half;
  };
  devices.changed.on(show);
  offline.changed.on(show);
  session.opened.on(show);
  session.changed.on(() => {
    if (shown !== devices.kind) show(); // it fell back
  });

  const look_again = async (): Promise<void> => {
    if (devices.kind === 'webgpu') times.update(await devices.times(), session.device);
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  card.addEventListener('toggle', () => {
    clearInterval(timer);
    if (!card.matches(':popover-open')) return;
    session.attempt(devices.look());
    session.attempt(look_again());
    timer = setInterval(() => session.attempt(look_again()), milliseconds_between_looks);
  });
  return show;
}
