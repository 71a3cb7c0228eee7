// "Race the builds on this device": a bar for each build, with its arithmetic and what it makes of the loss.
import { element, open_dialog } from '../base/dom.ts';
import { language } from '../base/language.ts';
import { text } from '../base/text.ts';
import type { Assets } from '../run/assets.ts';
import type { Session } from '../run/session.ts';
import { mark_terms, paragraph } from '../terms/terms.ts';
import type { ModuleAddress } from '../worker/modules.ts';
import type { Build } from '../worker/worker.ts';
import { type Racer, time_racer, type Timing } from './race.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const two_digits = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
const five_digits = new Intl.NumberFormat(language, { minimumSignificantDigits: 5, maximumSignificantDigits: 5 });
const one_digit = new Intl.NumberFormat(language, { maximumSignificantDigits: 1 });

type State = Timing | 'waits' | 'runs' | 'failed';
const timed = (state: State | undefined): state is Timing => typeof state === 'object';

/** What one racer's row shows, and how it is brought up to date. */
function make_row(racer: Racer): { row: HTMLElement; update(states: ReadonlyMap<Racer['id'], State>): void } {
  const bar = element('i');
  const rate = element('strong');
  const details = element('small');
  const name = element('b', {}, text(`shell.race.${racer.id}`));
  const about = element('small', {}, text(`shell.race.${racer.id}.about`, { threads: racer.threads }));
  const row = element(
    'li',
    {},
    element('div', {}, name, about),
    element('div', { class: 'lane' }, bar),
    rate,
    element('div', { class: 'details' }, details),
  );
  const update = (states: ReadonlyMap<Racer['id'], State>): void => {
    const state = states.get(racer.id);
    row.className = timed(state) ? 'timed' : (state ?? 'waits');
    if (!timed(state)) {
      bar.style.width = '';
      rate.textContent = '';
      details.textContent = text(`shell.race.${state ?? 'waits'}`);
      return;
    }
    const fastest = Math.max(...[...states.values()].filter(timed).map((other) => other.rate));
    bar.style.width = `${(100 * state.rate) / fastest}%`;
    rate.textContent = text('shell.race.rate', { rate: whole.format(state.rate) });
    details.textContent = [arithmetic(state), loss(racer, state, states.get('plain'))].filter(Boolean).join(' · ');
  };
  return { row, update };
}

const arithmetic = ({ gflops, limit }: Timing): string =>
  text('shell.race.gflops', { gflops: two_digits.format(gflops), share: two_digits.format((100 * gflops) / limit) });

function loss(racer: Racer, mine: Timing, plain: State | undefined): string {
  const shown = five_digits.format(mine.loss);
  if (racer.id === 'plain') return text('shell.race.loss', { loss: shown });
  if (!timed(plain)) return '';
  const difference = Math.abs(mine.loss - plain.loss);
  if (difference === 0) return text('shell.race.loss.equal');
  return text('shell.race.loss.differs', { difference: one_digit.format(difference) });
}

/** `competitors` as racers() gives them. The page's own training pauses as long as the dialog is open. */
export function show_race(
  session: Session,
  competitors: readonly Racer[],
  modules: Record<Build, ModuleAddress>,
  assets: Assets,
): void {
  const played = session.playing;
  if (played) session.attempt(session.pause());
  let running = new AbortController();

  const dialog = open_dialog(text('shell.race.title'), (box) => {
    const rows = competitors.map(make_row);
    const states = new Map<Racer['id'], State>();
    const summary = element('p', { class: 'note', role: 'status' });
    const again = element('button', { class: 'button', type: 'button' }, text('shell.race.again'));
    const put = (racer: Racer, state: State): void => {
      states.set(racer.id, state);
      for (const row of rows) row.update(states);
    };

    const race = async (): Promise<void> => {
      running = new AbortController();
      const { signal } = running;
      again.disabled = true;
      summary.textContent = '';
      for (const racer of competitors) put(racer, 'waits');
      const digits = await assets.get('mnist').catch(() => null);
      for (const racer of [...competitors].reverse()) {
        if (signal.aborted) return;
        put(racer, 'runs');
        const timing = time_racer(racer, modules[racer.build], digits && digits.slice(), signal);
        const state = await timing.catch(() => 'failed' as const);
        if (signal.aborted) return;
        put(racer, state);
      }
      summary.textContent = conclusion(states);
      mark_terms(summary);
      again.disabled = false;
    };

    again.onclick = () => void race();
    box.classList.add('race');
    box.append(
      element(
        'div',
        { class: 'body' },
        paragraph('shell.race.about'),
        element('ol', {}, ...rows.map(({ row }) => row)),
        summary,
      ),
      element('footer', {}, again),
    );
    void race();
  });
  dialog.addEventListener('close', () => {
    running.abort();
    if (played) session.attempt(session.play());
  });
}

function conclusion(states: ReadonlyMap<Racer['id'], State>): string {
  const timings = [...states.values()].filter(timed);
  const rates = timings.map(({ rate }) => rate);
  const plain = states.get('plain');
  if (!timed(plain)) return '';
  const times = two_digits.format(Math.max(...rates) / plain.rate);
  const sentences = [text('shell.race.conclusion', { times })];
  if (timings.some(({ data }) => data === 'generated')) sentences.push(text('shell.race.generated'));
  return sentences.join(' ');
}
