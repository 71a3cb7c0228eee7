// On from a step of the past: what was behind it is forgotten, unless somebody writes it down in time.
import type { Course, Message, Metrics } from '../base/protocol.ts';
import type { Signal } from '../base/signal.ts';
import type { Change } from './change.ts';

interface Traveller {
  course: Course;
  metrics: Metrics;
  changing: Signal<Change>;
  request(message: Message): Promise<unknown>;
}

/** Whoever hears that there is to be a branch keeps the run as it stands; then the step that was seen is seen again. */
export async function leave_past(session: Traveller): Promise<void> {
  const { course, metrics } = session;
  if (!course.away) return;
  const back = session.request({ type: 'present' });
  session.changing.emit({ kind: 'branch' });
  await Promise.all([back, session.request({ type: 'goto', step: metrics.step ?? course.last, near: false })]);
}
