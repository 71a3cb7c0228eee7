// What training on the chosen columns comes to: how many rows have everything, what can be done about the others, and
// what else is to know. Asked of the trainer anew at every choice.
import { element } from '../base/dom.ts';
import type { TableUse } from '../base/file_messages.ts';
import type { Arguments } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { paragraph } from '../terms/terms.ts';
import { Refused } from '../worker/trainer.ts';
import { choice_row } from './choice_row.ts';
import type { Chosen, TableDemo } from './columns.ts';

export type Check = (demo: TableDemo, chosen: Chosen & { fill: boolean }) => Promise<TableUse>;

const gaps = ['leave_out', 'fill'] as const;

export class TableUseLine {
  readonly shown = element('div', { 'aria-live': 'polite' });
  fill = false;
  private asked = 0;
  private readonly check: Check;
  private readonly rows: number;
  private readonly leave_out: (column: number) => void;
  private readonly name_of: (column: number) => string;
  private readonly ready: (usable: boolean) => void;
  private last: [TableDemo, Chosen | null] | null = null;

  constructor(
    check: Check,
    { rows, columns }: { rows: number; columns: readonly { name: string }[] },
    leave_out: (column: number) => void,
    ready: (usable: boolean) => void,
  ) {
    this.check = check;
    this.rows = rows;
    this.leave_out = leave_out;
    this.ready = ready;
    this.name_of = (column) => columns[column]?.name ?? '';
  }

  async show(demo: TableDemo, chosen: Chosen | null): Promise<void> {
    this.last = [demo, chosen];
    const asked = ++this.asked;
    if (chosen === null) return this.refuse('shell.columns.choose');
    try {
      const use = await this.check(demo, { ...chosen, fill: this.fill });
      if (asked === this.asked) this.tell(use, chosen);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (asked === this.asked) this.refuse(error.notice.key, error.notice.arguments);
    }
  }

  private refuse(why: string, values: Arguments = {}): void {
    this.shown.replaceChildren(paragraph(why, values, 'problem'), ...this.choice(this.fill ? 1 : 0));
    this.ready(false);
  }

  private tell(use: TableUse, { inputs }: Chosen): void {
    const { rows, fillable = 0, without, notes } = use;
    const about = rows < this.rows ? 'shell.columns.some_rows' : 'shell.columns.all_rows';
    const parts: HTMLElement[] = [paragraph(about, { rows, all: this.rows })];
    for (const { key, arguments: values } of notes) parts.push(paragraph(key, values, 'soft'));
    if (without && !this.fill && inputs.length > 1) {
      const label = text('shell.columns.without', { column: this.name_of(without.column), rows: without.rows });
      const onclick = () => this.leave_out(without.column);
      parts.push(element('button', { class: 'button', type: 'button', onclick }, label));
    }
    this.shown.replaceChildren(...parts, ...this.choice(fillable));
    this.ready(rows > 1);
  }

  /** What happens to rows with gaps, where there are any. */
  private choice(fillable: number): HTMLElement[] {
    if (fillable === 0 && !this.fill) return [];
    const label = text('shell.columns.gaps');
    const { row, check } = choice_row(
      'gaps',
      label,
      gaps,
      (option) => text(`shell.columns.${option}`),
      (option) => {
        this.fill = option === 'fill';
        if (this.last) void this.show(...this.last);
      },
    );
    check(this.fill ? 'fill' : 'leave_out');
    return [element('div', { class: 'gaps' }, element('span', { class: 'soft' }, label), row)];
  }
}
