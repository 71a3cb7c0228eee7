// What notices say of how a run stands is over when it begins anew, and that it diverged when it is played on.
import type { Session } from '../run/session.ts';
import type { Notices } from './notices.ts';

const diverged = 'notice.diverged';

export function withdraw_in_time(session: Session, notices: Notices): void {
  let step = 0;
  session.changed.on(() => {
    if (session.course.away) return; // who looks back comes back
    const now = session.metrics.step ?? 0;
    const groups = ['link', session.demo?.id].map((group) => `notice.${group}.`);
    if (now < step) for (const begin of [diverged, 'notice.guessing', ...groups]) notices.withdraw(begin);
    step = now;
  });
  session.pacing.on(() => notices.withdraw(diverged));
}
