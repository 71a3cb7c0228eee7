// The visitor's own files: dropped anywhere on the page, or picked with the button.
import { by_id } from '../base/dom.ts';

/** `take` gets the files that came together, one at least. */
export function accept_files(take: (files: File[]) => void): void {
  const offer = (files: FileList | null | undefined): void => {
    if (files && files.length > 0) take([...files]);
  };
  const picker = by_id<HTMLInputElement>('file');
  by_id('open-file').onclick = () => picker.click();
  picker.onchange = () => {
    offer(picker.files);
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
    offer(event.dataTransfer?.files);
  });
}
