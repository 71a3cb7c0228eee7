// The choice between processor and graphics card, each with what is known of it.
import { element, set_label } from '../base/dom.ts';
import type { DeviceKind } from '../base/protocol.ts';
import { text } from '../base/text.ts';

const kinds: DeviceKind[] = ['cpu', 'webgpu'];

/** What is known of a device, such as its name; `there` where it can be chosen. */
export interface DeviceFacts {
  detail: string;
  there: boolean;
}

/** `choose` is called with what the visitor picks. `labelled_by`: id of the element that names the choice. */
export function make_device_switch(
  labelled_by: string,
  choose: (kind: DeviceKind) => void,
): { box: HTMLElement; update(chosen: DeviceKind, facts: Record<DeviceKind, DeviceFacts>): void } {
  const options = kinds.map((kind) => {
    const name = text(kind === 'cpu' ? 'shell.device.cpu' : 'shell.device.gpu');
    const radio = element('input', { type: 'radio', name: 'device', value: kind, onchange: () => choose(kind) });
    const detail = element('small');
    return { kind, name, radio, detail, label: element('label', {}, radio, element('span', {}, name, detail)) };
  });
  const labels = options.map(({ label }) => label);
  const box = element('div', { class: 'choice', role: 'radiogroup', 'aria-labelledby': labelled_by }, ...labels);

  const update = (chosen: DeviceKind, facts: Record<DeviceKind, DeviceFacts>): void => {
    for (const { kind, name, radio, detail } of options) {
      const fact = facts[kind];
      radio.checked = kind === chosen;
      radio.disabled = !fact.there;
      detail.textContent = detail.title = fact.detail;
      set_label(radio, [name, fact.detail].filter(Boolean).join(', '));
    }
  };
  return { box, update };
}
