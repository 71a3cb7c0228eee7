// What notices say of how a run stands is over when it begins anew, and that it diverged when it is played on.
import type { Session } from '../run/session.ts';
import type { Notices } from './notices.ts';

const diverged = 'notice.diverged';

export function withdraw_in_time(session: Session, notices: Notices): void {
  let step = 0;
  session.changed.on(() => {
    if (session.course.away) return; // who looks back comes back
    const now = session.metrics.step ?? 0;
    const of_a_run = [diverged, 'notice.guessing', 'notice.link.', `notice.${session.demo?.id}.`];
    if (now < step) for (const begin of of_a_run) notices.withdraw(begin);
    step = now;
  });
  session.pacing.on(() => notices.withdraw(diverged));
}
