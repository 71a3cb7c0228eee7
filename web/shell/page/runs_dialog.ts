// The runs of this visit side by side: curves, results, and the settings that differ.
import { type Curve, curves_picture } from '../base/curves.ts';
import { element, open_dialog } from '../base/dom.ts';
import { param_label, run_title } from '../base/names.ts';
import type { Demo } from '../base/protocol.ts';
import { language } from '../base/language.ts';
import { text, text_or } from '../base/text.ts';
import type { PastRun, Runs } from '../project/runs.ts';
import type { Session } from '../run/session.ts';
import { mark_terms } from '../terms/terms.ts';

const numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
const not_results = ['seconds', 'samples_per_second', 'epoch_seconds_left', 'epoch'];

const title_of = ({ demo, preset, file }: PastRun): string => run_title(demo, preset, file);

/** Names of settings whose texts are not the same; those of different demos are not compared. */
const differing = (one: PastRun, other: PastRun): string[] =>
  one.demo === other.demo ? Object.keys(one.written).filter((name) => one.written[name] !== other.written[name]) : [];

/** A setting's value as the page calls it. */
function value_text(demos: readonly Demo[], run: PastRun, name: string): string {
  const written = run.written[name] ?? '';
  const param = demos.find(({ id }) => id === run.demo)?.params.find((one) => one.name === name);
  return param?.kind === 'choice' ? text_or(`choice.${param.term ?? name}.${written}`, written) : written;
}

/** What was changed against the run before: "Learning rate 0.03 → 0.1". */
function changes(demos: readonly Demo[], run: PastRun, before: PastRun | undefined): string {
  if (before === undefined || before.demo !== run.demo) return title_of(run);
  const all = differing(run, before).map(
    (name) => `${param_label(run.demo, name)} ${value_text(demos, before, name)} → ${value_text(demos, run, name)}`,
  );
  return all.length === 0 ? text('shell.runs.same') : all.join(', ');
}

export async function show_runs(session: Session, runs: Runs): Promise<void> {
  const now = await runs.now();
  const all = [...(now ? [now] : []), ...runs.list];
  const [newest, former = newest] = all;
  if (newest === undefined || former === undefined) return;
  const { demos } = session;
  const dialog = open_dialog(text('shell.runs.title'), (dialog) => {
    const chosen: [PastRun, PastRun] = [newest, former];
    const side = (place: 0 | 1): HTMLElement => {
      const select = element('select', { 'aria-label': text(place === 0 ? 'shell.runs.one' : 'shell.runs.other') });
      all.forEach((run, index) => {
        const step = run.metrics.step ?? 0;
        const name = text(run === now ? 'shell.runs.now' : 'shell.runs.past', { number: run.number, title: title_of(run), step });
        select.append(element('option', { value: String(index), selected: run === chosen[place] }, name));
      });
      select.onchange = () => {
        chosen[place] = all[Number(select.value)] as PastRun;
        show();
      };
      return element('label', { class: `side ${place === 0 ? 'one' : 'other'}` }, select);
    };
    const metric = element('select', { 'aria-label': text('shell.runs.metric') });
    const picture = element('div', {});
    const table = element('table', { class: 'compared' });
    let metric_name = session.demo?.progress.metric ?? 'loss';
    metric.onchange = () => {
      metric_name = metric.value;
      draw();
    };
    const draw = (): void => {
      const curve = (run: PastRun, style: string): Curve => ({
        name: title_of(run),
        x: (run.history.step ?? []).map(Number),
        y: (run.history[metric_name] ?? []).map((value) => value ?? NaN),
        style,
      });
      const label = text('shell.runs.curves', { metric: text_or(`metric.${metric_name}`, metric_name) });
      picture.replaceChildren(curves_picture([curve(chosen[1], 'other'), curve(chosen[0], 'one')], label));
    };
    const row = (name: string, one: string, other: string): HTMLElement =>
      element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, one), element('td', {}, other));
    const show = (): void => {
      const [one, other] = chosen;
      const names = [...new Set([one, other].flatMap(({ history }) => Object.keys(history)))].filter((name) => name !== 'step');
      if (!names.includes(metric_name)) metric_name = names[0] ?? 'loss';
      metric.replaceChildren(
        ...names.map((name) => element('option', { value: name, selected: name === metric_name }, text_or(`metric.${name}`, name))),
      );
      const told = Object.keys({ ...one.metrics, ...other.metrics }).filter((name) => !not_results.includes(name));
      const shown = (run: PastRun, name: string): string => {
        const value = run.metrics[name];
        return value == null ? '–' : numbers.format(value);
      };
      table.replaceChildren(
        ...told.map((name) => row(text_or(`metric.${name}`, name), shown(one, name), shown(other, name))),
        ...differing(one, other).map((name) =>
          row(param_label(one.demo, name), value_text(demos, one, name), value_text(demos, other, name)),
        ),
      );
      draw();
    };
    const lines = all.map((run, index) => {
      const step = run.metrics.step ?? 0;
      const what = element('p', {}, changes(demos, run, all[index + 1]));
      mark_terms(what);
      return element('li', {}, element('div', {}, element('h3', {}, text('shell.runs.line', { number: run.number, step })), what));
    });
    show();
    dialog.append(
      element(
        'div',
        { class: 'body' },
        element('div', { class: 'sides' }, side(0), side(1), metric),
        picture,
        table,
        element('h3', { class: 'part' }, text('shell.runs.all')),
        element('ul', { class: 'offers' }, ...lines),
      ),
    );
  });
  dialog.classList.add('runs');
}
