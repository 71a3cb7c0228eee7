// The run in one sentence, for whoever listens: every few seconds while it trains, and soon after it stops.
import { number_text } from '../base/numbers.ts';
import { has_text, text } from '../base/text.ts';
import type { Session } from '../run/session.ts';

const milliseconds_between = 5000;
const milliseconds_at_rest = 200;
const most_measures = 5;

/** They come first, after what tells whether the demo learns. */
const first_measures = ['loss', 'accuracy', 'test_loss', 'test_accuracy'];
/** They tell how far and how fast it goes, and not how well. */
const no_measures = ['step', 'epoch', 'episodes', 'seconds', 'epoch_seconds_left', 'samples_per_second', 'environment_steps_per_second'];

type Run = Pick<Session, 'demo' | 'metrics' | 'playing' | 'course'>;

export function run_sentence({ demo, metrics, playing, course }: Run): string {
  if (demo === null) return '';
  const names = [...new Set([demo.progress.metric, ...first_measures, ...Object.keys(metrics)])];
  const measures = names
    .filter((name) => Number.isFinite(metrics[name]) && !no_measures.includes(name) && has_text(`metric.${name}`))
    .slice(0, most_measures)
    .map((name) => text('mirror.measure', { name: text(`metric.${name}`), value: number_text(metrics[name]) }));
  const step = metrics.step ?? 0;
  const state = playing ? 'training' : course.away ? 'away' : step === 0 ? 'ready' : 'stopped';
  const told = text(`mirror.run.${state}`, { step: number_text(step) });
  return measures.length === 0 ? told : text('mirror.run', { told, measures });
}

export function tell_run(session: Session, box: HTMLElement): void {
  let told_at = -Infinity;
  let due = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    timer = undefined;
    due = Infinity;
    told_at = performance.now();
    const sentence = run_sentence(session);
    if (box.textContent !== sentence) box.textContent = sentence;
  };
  session.opened.on(() => void (told_at = -Infinity)); // what was told is of another one
  session.changed.on(() => {
    const now = performance.now();
    const next = session.playing ? Math.max(now, told_at + milliseconds_between) : now + milliseconds_at_rest;
    if (next >= due) return;
    due = next;
    clearTimeout(timer);
    timer = setTimeout(tell, next - now);
  });
}
