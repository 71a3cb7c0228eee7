// The link to what is on screen, to be copied.
import { element, open_dialog, set_icon, icon } from '../base/dom.ts';
import { text } from '../base/text.ts';

/** `file`: name of the visitor's own file in use, which a link cannot carry. */
export function share(link: string, file: string | null): void {
  open_dialog(text('shell.share.title'), (dialog) => {
    const field = element('input', {
      type: 'text',
      readonly: true,
      value: link,
      'aria-label': text('shell.share.link'),
    });
    field.onfocus = () => field.select();
    const words = element('span', {}, text('shell.share.copy'));
    const copy = element('button', { class: 'button main', type: 'button', autofocus: true }, icon('copy'), words);
    copy.onclick = async () => {
      const done = await copied(field);
      words.textContent = text(done ? 'shell.share.copied' : 'shell.share.by_hand');
      if (done) set_icon(copy, 'check');
      else field.focus();
    };
    const note = file === null ? '' : element('p', { class: 'note' }, text('shell.share.file', { name: file }));
    dialog.append(
      element(
        'div',
        { class: 'body' },
        element('p', {}, text('shell.share.about')),
        element('div', { class: 'field' }, field, copy),
        note,
      ),
    );
  });
}

/** Copies the field's text. Not allowed on plain http: the visitor then copies the selected text. */
async function copied(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false;
  }
}
