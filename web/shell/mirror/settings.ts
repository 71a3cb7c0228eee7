// All parameters that there are now, by the groups that they belong to.
import { element } from '../base/dom.ts';
import { embedding } from '../base/embedding.ts';
import type { Values, Written } from '../base/protocol.ts';
import { text_or } from '../base/text.ts';
import { holds } from '../run/holds.ts';
import type { Session } from '../run/session.ts';
import { Field } from './field.ts';
import { RowField } from './row_field.ts';

/** As the workspace orders them; others follow. */
const first_groups = ['writing', 'data', 'model', 'training', 'regularization'];

export class Settings {
  readonly root = element('div', { class: 'settings' });
  private of: unknown = null;
  private fields: (Field | RowField)[] = [];
  private groups: { box: HTMLElement; fields: (Field | RowField)[] }[] = [];
  private shown = '';
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  update(): void {
    const { demo, values, written, rows } = this.session;
    if (demo === null) return;
    if (this.of !== demo) this.fill();
    const shown = JSON.stringify([values, written, rows]);
    if (shown === this.shown) return;
    this.shown = shown;
    for (const field of this.fields) {
      const { name, initial, written: first, when } = field.param;
      field.root.hidden = !holds(when, values);
      if (field instanceof RowField) field.show(rows[name] ?? []);
      else field.show(values[name] ?? initial, written[name] ?? first);
    }
    for (const { box, fields } of this.groups) box.hidden = fields.every(({ root }) => root.hidden);
  }

  private fill(): void {
    const { session } = this;
    const { demo } = session;
    if (demo === null) return;
    this.of = demo;
    this.shown = '';
    const locks = embedding?.locked ?? [];
    const params = demo.params.filter(({ name }) => !embedding?.hidden.includes(name));
    this.fields = params.map((param) => {
      const locked = locks.includes('all') || locks.includes(param.name);
      const ask = (values: Values, written: Written = {}): Promise<unknown> => {
        const asked = session.set(values, written);
        session.attempt(asked);
        return asked.finally(() => this.update()); // or else the field would show what was, until the next update
      };
      return param.kind === 'row' ? new RowField(demo.id, param, locked, ask) : new Field(demo.id, param, locked, ask);
    });
    const names = new Set([...first_groups, ...params.map(({ group }) => group)]);
    this.groups = [...names].flatMap((group) => {
      const fields = this.fields.filter(({ param }) => param.group === group);
      const legend = element('legend', {}, text_or(`group.${group}`, group));
      return fields.length === 0 ? [] : [{ box: element('fieldset', {}, legend, ...fields.map(({ root }) => root)), fields }];
    });
    this.root.replaceChildren(...this.groups.map(({ box }) => box));
  }
}
