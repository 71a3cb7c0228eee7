// The visitor's own files: dropped anywhere on the page, or picked with the button.
import { by_id } from '../base/dom.ts';

/** The folders among what was dropped, which browsers else take for files that nobody can read. */
export const folders_in = (items: DataTransferItemList | undefined): string[] =>
  [...(items ?? [])].map((item) => item.webkitGetAsEntry?.()).flatMap((entry) => (entry?.isDirectory ? [entry.name] : []));

/** `take` gets the files that came together, one at least; `refuse` the name of a folder that was dropped. */
export function accept_files(take: (files: File[]) => void, refuse: (folder: string) => void): void {
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
    const [folder] = folders_in(event.dataTransfer?.items);
    if (folder === undefined) offer(event.dataTransfer?.files);
    else refuse(folder);
  });
}
