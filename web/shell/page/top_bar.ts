// The top bar: what is open, the controls of the run, how far it is.
import { by_id, element, set_icon, set_label } from '../base/dom.ts';
import type { Metrics } from '../base/protocol.ts';
import { language } from '../base/language.ts';
import { text, text_or } from '../base/text.ts';
import type { Session } from '../run/session.ts';
import type { Stepper } from '../run/stepper.ts';
import { heading } from './heading.ts';

/** Steps per second; 0 is as fast as it can. */
const speeds = [0, 60, 20, 10, 5, 2, 1];

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 4 });
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const rough = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });

const narrow = matchMedia('(max-width: 767px)');

/** A step or an epoch in little room: from a thousand on without tenths, on a phone from 100,000 on shortened. */
const count_text = (count: number, exact: Intl.NumberFormat): string =>
  (count < 1000 ? exact : narrow.matches && count >= 100_000 ? compact : whole).format(count);

/** An epoch that takes less is over before one could read how much of it is left. */
const shortest_epoch = 3; // seconds

const duration_text = (seconds: number): string =>
  seconds < 90
    ? text('shell.seconds', { count: Math.ceil(seconds) })
    : text('shell.minutes', { count: Math.ceil(seconds / 60) });

export const toggle_play = (session: Session): Promise<void> => (session.playing ? session.pause() : session.play());

export function make_top_bar(session: Session, stepper: Stepper): void {
  const play = by_id<HTMLButtonElement>('play');
  const step = by_id<HTMLButtonElement>('step');
  const reset = by_id<HTMLButtonElement>('reset');
  const speed = by_id<HTMLSelectElement>('speed');
  const step_count = by_id('step-count');
  const epochs = by_id('epochs');
  const epochs_name = by_id('epochs-name');
  const epoch_count = by_id('epoch-count');
  const epoch_left = by_id('epoch-left');
  const rate = by_id('rate');

  play.onclick = () => session.attempt(toggle_play(session));
  step.onclick = () => session.attempt(stepper.step());
  reset.onclick = () => session.attempt(session.reset());
  const offer = (rate: number): void => {
    const name =
      rate === 0
        ? text('shell.speed.fastest')
        : rate === 1
          ? text('shell.speed.one')
          : text('shell.speed.rate', { rate });
    speed.append(element('option', { value: String(rate) }, name));
  };
  speeds.forEach(offer);
  speed.onchange = () => session.attempt(session.set_speed(Number(speed.value)));

  /** Epochs or episodes, where there are any; of the epoch that runs how much is done, and how long the rest takes. */
  const show_epoch = ({ step, epoch, episodes, epoch_seconds_left: left }: Metrics): void => {
    epochs.hidden = step != null && epoch == null && episodes == null;
    epochs_name.textContent = text(episodes == null ? 'shell.epochs' : 'shell.episodes');
    const part = (epoch ?? 0) % 1;
    const least = epochs.classList.contains('watched') ? 0.6 * shortest_epoch : shortest_epoch; // it does not flicker
    const watched = session.playing && left != null && left / (1 - part) >= least;
    epochs.classList.toggle('watched', watched);
    epochs.style.setProperty('--part', String(part));
    epoch_count.textContent = episodes == null ? count_text(epoch ?? 0, tenths) : count_text(episodes, whole);
    epoch_left.textContent = watched ? text('shell.left', { time: duration_text(left) }) : '';
  };

  const demo_title = by_id('demo-title');
  const preset_title = by_id('preset-title');
  const show_heading = (): void => {
    const { title, under } = heading(session);
    if (title === '' || (demo_title.textContent === title && preset_title.textContent === under)) return;
    demo_title.textContent = title;
    preset_title.textContent = under;
    document.title = text('shell.document_title', { title: under || title });
  };

  let playing: boolean | null = null;
  session.changed.on(() => {
    const { demo, metrics } = session;
    show_heading();
    step_count.textContent = count_text(metrics.step ?? 0, whole);
    show_epoch(metrics);
    rate.textContent = metrics.samples_per_second ? rough.format(metrics.samples_per_second) : '–';
    for (const button of [play, step, reset]) button.disabled = demo === null || session.given_up;
    const offered = [...speed.options].some(({ value }) => Number(value) === session.speed);
    if (!offered) offer(session.speed); // a preset's own
    speed.value = String(session.speed);
    if (playing === session.playing) return;
    playing = session.playing;
    set_icon(play, playing ? 'pause' : 'play');
    set_label(play, text(playing ? 'shell.pause' : 'shell.play'));
  });

  session.opened.on(() => {
    const { demo } = session;
    if (demo === null) return;
    show_heading();
    by_id('rate-name').textContent = text_or(`demo.${demo.id}.rate`, text('shell.rate'));
  });
}
