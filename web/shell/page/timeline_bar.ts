// The bar of the past: a slider over all steps so far, the film of them, on from there, and back.
import { by_id, set_icon, set_label } from '../base/dom.ts';
import { language } from '../base/language.ts';
import { text } from '../base/text.ts';
import type { Session } from '../run/session.ts';
import type { Timeline } from '../run/timeline.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

/** Returns what the key for one step back does. */
export function make_timeline_bar(session: Session, timeline: Timeline): () => void {
  const opener = by_id<HTMLButtonElement>('look-back');
  const bar = by_id('timeline');
  const film = by_id<HTMLButtonElement>('film');
  const moment = by_id<HTMLInputElement>('moment');
  const moment_text = by_id('moment-text');
  const kept = by_id('kept-moments');
  const go_on = by_id<HTMLButtonElement>('go-on');

  const show = (open: boolean): void => {
    bar.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
  };

  const begin = async (): Promise<void> => {
    if (session.playing) await session.pause();
    show(true);
  };

  const close = async (): Promise<void> => {
    show(false);
    await timeline.present();
  };

  opener.title = text('shell.timeline.open');
  go_on.title = text('shell.timeline.go_on.about');
  opener.onclick = () => session.attempt(bar.hidden ? begin().then(() => moment.focus()) : close());
  moment.oninput = () => {
    const step = Number(moment.value); // which is set anew when the film stops
    timeline.stop();
    session.attempt(timeline.look_at(step, { passing: true }));
  };
  moment.onchange = () => session.attempt(timeline.look_at(Number(moment.value)));
  film.onclick = () => (timeline.filming ? timeline.stop() : session.attempt(timeline.film()));
  go_on.onclick = () => session.attempt(timeline.branch().then(() => session.play()));
  by_id('present').onclick = () => session.attempt(close());

  const update = (): void => {
    const { course, metrics } = session;
    const { first, last } = course;
    opener.disabled = first === last || session.given_up;
    if (session.playing || opener.disabled) show(false);
    const step = timeline.wanted ?? metrics.step ?? last;
    Object.assign(moment, { min: String(first), max: String(last), value: String(step) });
    moment_text.textContent = text('shell.timeline.step', { step: whole.format(step), last: whole.format(last) });
    moment.setAttribute('aria-valuetext', moment_text.textContent);
    moment.style.setProperty('--part', String((step - first) / Math.max(1, last - first)));
    kept.hidden = !course.kept;
    go_on.disabled = !course.away;
    set_icon(film, timeline.filming ? 'pause' : 'film');
    set_label(film, text(timeline.filming ? 'shell.timeline.film.stop' : 'shell.timeline.film'));
  };
  session.changed.on(update);
  timeline.changed.on(update);
  session.opened.on(() => show(false));

  return () => {
    const step = timeline.wanted ?? session.metrics.step ?? 0;
    if (opener.disabled || step <= session.course.first) return;
    session.attempt(begin().then(() => timeline.look_at(step - 1)));
  };
}
