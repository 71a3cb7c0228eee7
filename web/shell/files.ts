// The visitor's own files: dropped anywhere on the page, or picked with the button.
import { by_id } from './dom.ts';
import type { Notice } from './protocol.ts';

const largest_file = 64 * 1024 * 1024; // bytes: far beyond what a page can train on usefully

export interface FileEvents {
  file(name: string, bytes: ArrayBuffer): void;
  refused(notice: Notice): void;
}

async function take(file: File, events: FileEvents): Promise<void> {
  const warn = (key: string): void => events.refused({ level: 'warning', key, arguments: { name: file.name } });
  if (file.size === 0) return warn('notice.file_empty');
  if (file.size > largest_file) return warn('notice.file_too_large');
  try {
    events.file(file.name, await file.arrayBuffer());
  } catch {
    warn('notice.file_unreadable'); // a folder, or gone meanwhile
  }
}

export function accept_files(events: FileEvents): void {
  const picker = by_id<HTMLInputElement>('file');
  by_id('open-file').onclick = () => picker.click();
  picker.onchange = () => {
    const file = picker.files?.[0];
    if (file) void take(file, events);
    picker.value = ''; // so that the same file can be picked again
  };

  const overlay = by_id('drop');
  let depth = 0; // drag events come from every element on the way
  const carries_files = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  const show = (next: number): void => {
    depth = Math.max(0, next);
    overlay.hidden = depth === 0;
  };
  addEventListener('dragenter', (event) => carries_files(event) && show(depth + 1));
  addEventListener('dragleave', (event) => carries_files(event) && show(depth - 1));
  addEventListener('dragover', (event) => carries_files(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (!carries_files(event)) return;
    event.preventDefault();
    show(0);
    const file = event.dataTransfer?.files[0];
    if (file) void take(file, events);
  });
}
