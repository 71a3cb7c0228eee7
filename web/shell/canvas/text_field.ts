// The field in which a visitor types a parameter's text: a real one over the box that the workspace drew, so that input
// methods, a phone's keyboard, spelling and the clipboard work as everywhere.
import { element } from '../base/dom.ts';
import type { EditRequest } from '../base/protocol.ts';

/** A value is sent this long after the last key, in ms. */
const pause_in_typing = 250;

export class TextField {
  private open: { param: string; before: string; field: HTMLTextAreaElement; send: () => void } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly canvas: HTMLElement;
  private readonly set: (param: string, value: string) => void;

  /** The field lies in the canvas's parent; `set` takes what is typed. */
  constructor(canvas: HTMLElement, set: (param: string, value: string) => void) {
    this.canvas = canvas;
    this.set = set;
  }

  /** Opens a field over `box`, in CSS pixels of the canvas; one that has `moved` goes along, an empty box closes it. */
  edit(request: EditRequest, label: string): void {
    const [, , width, height] = request.box;
    if (!request.moved) this.begin(request, label);
    if (this.open?.param !== request.param) return;
    if (width <= 0 || height <= 0) return this.close();
    this.place(request.box);
  }

  /** What was typed stays. */
  close(): void {
    const { open } = this;
    if (open === null) return;
    this.open = null; // before the field goes, which blurs it
    open.send();
    const had_focus = document.activeElement === open.field;
    open.field.remove();
    if (had_focus) this.canvas.focus({ preventScroll: true });
  }

  private begin({ param, value, most }: EditRequest, label: string): void {
    this.close();
    const field = element('textarea', { class: 'typed', 'aria-label': label, rows: '1', autocapitalize: 'off' });
    field.value = value;
    let sent = value;
    const send = (): void => {
      clearTimeout(this.timer);
      if (field.value !== sent) this.set(param, (sent = field.value));
    };
    field.addEventListener('input', (event) => {
      const letters = [...field.value];
      if (letters.length > most) field.value = letters.slice(0, most).join('');
      clearTimeout(this.timer);
      if (!(event as InputEvent).isComposing) this.timer = setTimeout(send, pause_in_typing);
    });
    field.addEventListener('compositionend', send);
    field.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'Escape') field.value = this.open?.before ?? field.value;
      if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
        event.preventDefault();
        this.close();
      }
    });
    field.addEventListener('blur', () => this.close());
    this.open = { param, before: value, field, send };
    this.canvas.after(field);
    field.focus({ preventScroll: true });
    field.setSelectionRange(value.length, value.length);
  }

  private place([x, y, width, height]: EditRequest['box']): void {
    Object.assign(this.open?.field.style ?? {}, {
      left: `${x}px`,
      top: `${y}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
  }
}
