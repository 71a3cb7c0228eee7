// The visitor's own text, from a file or pasted: judged, then trained on.
import { with_progress } from '../base/progress.ts';
import type { TextFacts } from '../base/file_messages.ts';
import { text } from '../base/text.ts';
import { joined } from '../base/unpacked.ts';
import type { Session } from '../run/session.ts';
import { contents } from './file_contents.ts';
import { use_file } from '../run/use_file.ts';

const largest_text = 64 * 2 ** 20; // bytes, unpacked

/** A shorter one was hardly meant to be learnt from. */
const shortest_pasted = 20;

/** Not what belongs to a field, or to a dialog. */
function is_taken({ target }: ClipboardEvent): boolean {
  const in_field = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
  return in_field || document.querySelector('dialog[open]') !== null;
}

/** `take` gets the text that a visitor pastes on the page, `take_files` the files. */
export function accept_pastes(take: (pasted: string) => void, take_files: (files: File[]) => void): void {
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (is_taken(event)) return;
    if (files.length > 0) take_files(files);
    else if (pasted.trim().length >= shortest_pasted) take(pasted);
  });
}

export const train_on_text_file = (session: Session, file: File): Promise<void> =>
  train(session, file.name, async () => joined(await contents(file, largest_text, 'notice.text_too_large')));

export const train_on_pasted = (session: Session, pasted: string): Promise<void> =>
  train(session, text('shell.pasted'), async () => new TextEncoder().encode(pasted).buffer);

function train(session: Session, name: string, read: () => Promise<ArrayBuffer>): Promise<void> {
  return with_progress(text('shell.reading', { name }), async () => {
    const bytes = await read();
    // What is open is left only for what can be trained on.
    const facts = await session.inspect<TextFacts>({ kind: 'text', check: true }, bytes.slice());
    if (!session.demo?.files.includes('text')) {
      const demo = session.demos.find(({ files }) => files.includes('text'));
      if (demo) await session.open({ demo: demo.id, preset: null, values: {} }, { by_script: true });
    }
    await use_file(session, name, { kind: 'text' }, bytes, read);
    await session.play();
    session.notice.emit({ level: 'info', key: 'notice.text_used', arguments: { name, ...facts } });
  });
}
