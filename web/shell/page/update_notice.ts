// "Update ready": stays until it is taken or sent away, whatever demo is opened meanwhile.
import { by_id, element, icon, tool } from '../base/dom.ts';
import { text } from '../base/text.ts';
import type { Offline } from './offline.ts';

export function show_updates(offline: Offline): void {
  const update = element('button', { class: 'button quiet', onclick: () => offline.update?.() }, text('shell.update.now'));
  const row = element('div', { class: 'notice info', role: 'status' }, icon('info'), element('p', {}, text('shell.update')), update);
  row.append(tool('close', text('shell.dismiss'), () => row.remove()));
  let told = false;
  offline.changed.on(() => {
    if (offline.update === null || told) return;
    told = true;
    by_id('notices').append(row);
  });
}
