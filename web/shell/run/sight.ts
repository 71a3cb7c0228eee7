// Where the visitor looks in the workspace: which tab, which card alone, which one of several in a view.
import { Signal } from '../base/signal.ts';

/** Empty where it is what is seen first. */
export interface Outlook {
  tab: string;
  card: string;
  /** Of views that show one of several: which one, as block and head, or row and column. */
  chosen: Record<string, number[]>;
}

export const first_sight = (): Outlook => ({ tab: '', card: '', chosen: {} });

export class Sight {
  /** The workspace is to look there once it has the next frame. */
  readonly wanted = new Signal<Outlook>();
  readonly changed = new Signal();
  /** Parameters whose controls the workspace is to point at, until the next; `comes` where they are to be seen at once. */
  readonly pointed = new Signal<{ names: string[]; comes: boolean }>();
  now = first_sight();

  look_at(outlook: Outlook): void {
    this.now = outlook;
    this.wanted.emit(outlook);
    this.changed.emit();
  }

  /** The workspace says where the visitor looks. */
  seen(outlook: Outlook): void {
    this.now = outlook;
    this.changed.emit();
  }
}
