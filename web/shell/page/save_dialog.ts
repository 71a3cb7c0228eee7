// What can be taken from the page and what it keeps by itself: the run as a file, weights, numbers, earlier runs.
import { by_id, element, icon, open_dialog } from '../base/dom.ts';
import { run_title } from '../base/names.ts';
import { language } from '../base/language.ts';
import { text } from '../base/text.ts';
import type { KeptRun } from '../project/store.ts';
import type { Session } from '../run/session.ts';
import { paragraph } from '../terms/terms.ts';

export interface Saving {
  /** Each hands the visitor a file. */
  project(): void;
  weights(): void;
  curves(): void;
  /** Runs that were left, the newest first. */
  left(): Promise<KeptRun[]>;
  go_on(run: KeptRun): void;
  /** Everything that the page has kept in this browser goes. */
  forget(): Promise<void>;
}

const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });

/** "Two moons, step 1,234, 30 Nov 2026, 10:32" of a run that was left, by its parts. */
export function told({ demo, preset, step, time, file }: KeptRun): { title: string; step: number; when: string } {
  return { title: run_title(demo, preset, file?.name ?? null), step, when: when.format(time) };
}

const row = (title: string, about: HTMLElement, ...buttons: HTMLElement[]): HTMLElement =>
  element('li', {}, element('div', {}, element('h3', {}, title), about), ...buttons);

export function show_saving(session: Session, saving: Saving): void {
  const dialog = open_dialog(text('shell.save.title'), (dialog) => {
    const button = (label: string, act: () => void, main = false): HTMLButtonElement => {
      const onclick = (): void => {
        dialog.close();
        act();
      };
      return element('button', { class: main ? 'button main' : 'button', type: 'button', onclick }, text(label));
    };
    const kept = element('ul', { class: 'offers' });
    const forget = element('button', { class: 'button quiet', type: 'button' }, text('shell.save.forget'));
    forget.onclick = () => {
      const done = saving.forget().then(() => show([]));
      session.attempt(done);
    };
    const show = (runs: KeptRun[]): void => {
      const rows = runs.map((run) => {
        const { title, ...rest } = told(run);
        return row(title, paragraph('shell.save.kept', rest), button('shell.save.go_on', () => saving.go_on(run)));
      });
      kept.replaceChildren(...rows);
      if (rows.length === 0) kept.append(element('li', {}, paragraph('shell.save.none_kept')));
    };
    show([]);
    void saving.left().then(show);
    const open = element('button', { class: 'button', type: 'button' }, icon('file'), text('shell.save.open'));
    open.onclick = () => {
      dialog.close();
      by_id('open-file').click();
    };
    dialog.append(
      element(
        'div',
        { class: 'body' },
        element(
          'ul',
          { class: 'offers' },
          row(text('shell.save.project'), paragraph('shell.save.project.about'), button('shell.save.do', saving.project, true)),
          row(text('shell.save.weights'), paragraph('shell.save.weights.about'), button('shell.save.do', saving.weights)),
          row(text('shell.save.curves'), paragraph('shell.save.curves.about'), button('shell.save.do', saving.curves)),
        ),
        element('h3', { class: 'part' }, text('shell.save.earlier')),
        kept,
        paragraph('shell.save.forget.about', {}, 'note'),
      ),
      element('footer', {}, forget, open),
    );
  });
  dialog.classList.add('saving');
}
