// In the menu: to have everything offline, in this browser or as one file.
import { element } from '../base/dom.ts';
import { in_one_file } from '../base/one_file.ts';
import { text } from '../base/text.ts';
import type { Offline } from './offline.ts';

export function offline_choices(offline: Offline): HTMLElement[] {
  if (in_one_file) return [];
  const file = element('a', { href: 'gradlab.html', download: true }, text('shell.offline.file'));
  const keep = element('button', { type: 'button', hidden: true }, text('shell.offline.everything'));
  keep.onclick = async () => {
    keep.disabled = true;
    keep.textContent = text('shell.offline.getting');
    const done = await offline.keep_everything();
    keep.textContent = text(done ? 'shell.offline.kept' : 'shell.offline.failed');
    keep.disabled = done;
  };
  offline.changed.on(() => {
    keep.hidden = offline.keeping !== 'kept';
    if (!offline.everything) return;
    keep.textContent = text('shell.offline.kept');
    keep.disabled = true;
  });
  return [file, keep];
}
